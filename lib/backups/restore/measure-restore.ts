export interface RestoreTimes {
  readonly startedAt: Date
  readonly finishedAt: Date
  /** When the restored data was taken; null when the backup is not known. */
  readonly madeAt: Date | null
}

/** What would have been lost, had the restore been needed when it began, and how long it took. */
export function measureRestore({ startedAt, finishedAt, madeAt }: RestoreTimes) {
  const toSeconds = (from: Date, to: Date) =>
    Math.max(0, Math.round((to.getTime() - from.getTime()) / 1_000))
  return {
    measuredRpoSeconds: madeAt && toSeconds(madeAt, startedAt),
    measuredRtoSeconds: toSeconds(startedAt, finishedAt),
  }
}
