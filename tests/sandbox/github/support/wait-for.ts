import { setTimeout as sleep } from 'node:timers/promises'

const deadlineMs = 10_000
const pauseMs = 20

/** Asks until the answer is not null. */
export async function waitFor<T>(ask: () => T | null | Promise<T | null>): Promise<T> {
  const end = Date.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (Date.now() > end) throw new Error('What the test waits for did not happen.')
    await sleep(pauseMs)
  }
}
