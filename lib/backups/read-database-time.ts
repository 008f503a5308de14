import type { RunSql } from '#lib/core/run-sql.ts'

/**
 * The clock by which everything about backups is judged: pings and readings are stored by it, and the clocks of
 * machines may differ from it and from each other.
 */
export async function readDatabaseTime(run: RunSql): Promise<Date> {
  const [row] = await run<{ now: Date }>('SELECT clock_timestamp() AS now', [])
  if (!row) throw new Error('The database did not tell its time.')
  return row.now
}
