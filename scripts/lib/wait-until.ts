import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from './problem.ts'

const patienceMs = 120_000

/** Asks again and again until the answer is yes. Throws when the signal fires or after two minutes. */
export async function waitUntil(
  subject: string | (() => string),
  signal: AbortSignal,
  isReached: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await isReached())) {
    signal.throwIfAborted()
    if (Date.now() > deadline) {
      const name = typeof subject === 'string' ? subject : subject()
      throw new Problem(`${name} was not ready within ${patienceMs / 1000} s.`)
    }
    await sleep(100)
  }
}
