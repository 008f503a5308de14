/**
 * Runs work that gets a signal, and stops waiting at the deadline even if the work ignores it.
 * Rejects with the signal's reason: a `TimeoutError`, or what the caller aborted with.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = outer ? AbortSignal.any([timeout, outer]) : timeout
  signal.throwIfAborted()
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work(signal), aborted])
  } finally {
    if (stop) signal.removeEventListener('abort', stop)
  }
}
