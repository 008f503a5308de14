/** The database's time between its answers, carried on by this process's monotonic clock. */
export interface DatabaseClock {
  nowMs(): number
  /** Takes over what the database said; `askedAt` is `performance.now()` before it was asked. */
  set(databaseMs: number, askedAt: number): void
}

/** Free of the machine's own wall clock, which may be minutes off or jump. */
export function createDatabaseClock(): DatabaseClock {
  let offsetMs: number | null = null
  return {
    nowMs() {
      if (offsetMs === null) throw new Error('The database has not told the time yet.')
      return offsetMs + performance.now()
    },
    set(databaseMs, askedAt) {
      const midway = (askedAt + performance.now()) / 2
      offsetMs = databaseMs - midway
    },
  }
}
