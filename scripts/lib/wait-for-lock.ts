import { setTimeout as sleep } from 'node:timers/promises'
import { releaseLock, takeLock } from './file-lock.ts'

/** Does the work while no other process of this checkout does the same. */
export async function withLock<T>(
  path: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  while (takeLock(path) !== null) await sleep(200, undefined, { signal })
  try {
    return await work()
  } finally {
    releaseLock(path)
  }
}
