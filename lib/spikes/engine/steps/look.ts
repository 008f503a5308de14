import { setTimeout as sleep } from 'node:timers/promises'
import type { StepOutcome } from '../outcome.ts'

export interface Looking {
  readonly startedAt: Date
  readonly withinMs: number
  readonly everyMs: number
  readonly signal: AbortSignal
  /** The outcome when it can be told, else what would be said if time was up now. */
  readonly look: (
    looks: number,
  ) => Promise<{ readonly done: boolean; readonly outcome: StepOutcome }>
}

/**
 * Looks again and again until it is decided or the time since the step's beginning is up. It only reads, so a process
 * that takes over goes on looking. Throws when the signal fires first.
 */
export async function lookUntil(looking: Looking): Promise<StepOutcome> {
  const { startedAt, withinMs, everyMs, signal, look } = looking
  const deadline = startedAt.getTime() + withinMs
  for (let looks = 1; ; looks += 1) {
    signal.throwIfAborted()
    const { done, outcome } = await look(looks)
    const leftMs = deadline - Date.now()
    if (done || leftMs <= 0) return outcome
    await sleep(Math.min(everyMs, leftMs), undefined, { signal })
  }
}
