/** Items of several endless sources as they come, until all have ended or the signal. */
export async function* mergeLive<T>(
  sources: readonly AsyncGenerator<T>[],
  signal: AbortSignal,
): AsyncGenerator<T> {
  const stopped = Promise.withResolvers<'stopped'>()
  const stop = () => stopped.resolve('stopped')
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  const next = new Map(sources.map((source) => [source, step(source)]))
  try {
    while (next.size > 0) {
      const outcome = await Promise.race([...next.values(), stopped.promise])
      if (outcome === 'stopped') return
      if (outcome.result.done) next.delete(outcome.source)
      else {
        next.set(outcome.source, step(outcome.source))
        yield outcome.result.value
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', stop)
    for (const [source, pending] of next) {
      pending.catch(() => undefined)
      void source.return(undefined).catch(() => undefined)
    }
  }
}

async function step<T>(source: AsyncGenerator<T>) {
  return { source, result: await source.next() }
}
