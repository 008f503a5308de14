import { setTimeout as sleep } from 'node:timers/promises'
import { logger } from './logger.ts'

export interface Repetition {
  /** Names the step in the log. */
  readonly what: string
  readonly step: () => Promise<void>
  /** From the start of one step to the start of the next, unless a step takes longer. */
  readonly intervalMs: number
  readonly signal: AbortSignal
}

const minRestMs = 50

/** One after the other and never side by side; a failure is logged and does not end the repetition. */
export async function repeat({ what, step, intervalMs, signal }: Repetition): Promise<void> {
  while (!signal.aborted) {
    const startedAt = performance.now()
    await step().catch((error: unknown) => {
      logger.warn({ error: String(error) }, `${what} failed and goes on`)
    })
    const restMs = Math.max(minRestMs, intervalMs - (performance.now() - startedAt))
    await sleep(restMs, undefined, { signal }).catch(() => {})
  }
}
