import { runMigrations } from 'graphile-worker'
import { applyMigrations as applyPrismaMigrations } from './schema-engine.ts'

/**
 * Brings a database to the schema of this checkout: the product's tables and the job queue's.
 * Safe to repeat; several processes may call it at once only under a lock of the caller.
 * @returns the names of the migrations applied now
 */
export async function applyMigrations(databaseUrl: string): Promise<readonly string[]> {
  const applied = await applyPrismaMigrations(databaseUrl)
  await runMigrations({ connectionString: databaseUrl })
  return applied
}
