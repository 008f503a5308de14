import type { RunFact } from './facts.ts'

/** Clocks of sources and hosts may be ahead of ours by this much. */
export const skewMs = 120_000

export function isAhead(at: Date, now: Date): boolean {
  return at.getTime() > now.getTime() + skewMs
}

/** Whether a run is a backup one could restore: complete, not empty, and of data taken before now. */
export function isCountable(run: RunFact, now: Date): run is RunFact & { readonly madeAt: Date } {
  const { state, sizeBytes, madeAt } = run
  return state === 'complete' && sizeBytes !== 0 && madeAt !== null && !isAhead(madeAt, now)
}

/** The newest backup that counts, by when its data was taken. */
export function findNewest<Run extends RunFact>(
  runs: readonly Run[],
  now: Date,
): (Run & { readonly madeAt: Date }) | null {
  const countable = runs.filter((run): run is Run & { readonly madeAt: Date } =>
    isCountable(run, now),
  )
  return countable.toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime())[0] ?? null
}

export function toAttemptedAt({ startedAt, madeAt }: RunFact): Date | null {
  return startedAt ?? madeAt
}
