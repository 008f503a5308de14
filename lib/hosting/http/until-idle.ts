/** Items of an endless source until it has been silent for so long, or the signal. */
export async function* untilIdle<T>(
  source: AsyncIterable<T>,
  idleMs: number,
  stop: () => void,
): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await within(items.next(), idleMs)
      if (next === 'idle' || next.done) return
      yield next.value
    }
  } finally {
    stop()
    // Ends the source; it may wait for something that never comes, so nobody waits for it.
    void items.return?.().catch(() => undefined)
  }
}

async function within<T>(step: Promise<T>, idleMs: number): Promise<T | 'idle'> {
  let timer: NodeJS.Timeout | undefined
  const idle = new Promise<'idle'>((resolve) => {
    timer = setTimeout(() => resolve('idle'), idleMs)
  })
  try {
    step.catch(() => undefined)
    return await Promise.race([step, idle])
  } finally {
    clearTimeout(timer)
  }
}
