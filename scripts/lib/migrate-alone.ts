import pg from 'pg'
import { applyMigrations } from './migrate.ts'
import { Problem } from './problem.ts'

/** Any number that nothing else locks on this database. */
const lockId = 4_851_307

/**
 * Migrates while no other process does: several hosts may start on one database at once.
 * @returns the names of the migrations applied now
 */
export async function migrateAlone(databaseUrl: string): Promise<readonly string[]> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'leitstand migrate',
  })
  await client.connect().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem(`The database at DATABASE_URL does not let us in: ${reason}.`)
  })
  try {
    await client.query('select pg_advisory_lock($1)', [lockId])
    return await applyMigrations(databaseUrl)
  } finally {
    // Ending the session gives the lock back.
    await client.end()
  }
}
