import { setTimeout as sleep } from 'node:timers/promises'
import { readDeployment } from './people.ts'

/** Asks again until it holds; fails with the last answer. A question that fails counts as not yet. */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  holds: (answer: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + withinMs
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (holds(answer)) return answer
      last = answer
    } catch (error) {
      last = error
    }
    if (performance.now() > deadline) {
      const said = last instanceof Error ? last.message : JSON.stringify(last)
      throw new Error(`It did not happen within ${withinMs} ms. Last: ${said}`)
    }
    await sleep(50)
  }
}

/** Resolves with the deployment once it is in one of these states. */
export function reached(id: string, states: readonly string[], withinMs?: number) {
  return eventually(
    () => readDeployment(id),
    ({ state }) => states.includes(state),
    withinMs,
  )
}

export const ends = ['succeeded', 'failed', 'cancelled', 'not_started'] as const
