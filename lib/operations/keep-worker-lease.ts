import { getPool } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import { logger } from '#lib/core/logger.ts'
import { version } from '#lib/core/version.ts'

const intervalMs = 5_000

/** Writes every five seconds, by the database's clock, that this worker lives, until `signal` fires. */
export async function keepWorkerLease(signal: AbortSignal): Promise<void> {
  const id = newId()
  await write(id)
  const timer = setInterval(() => {
    write(id).catch((error) => logger.warn({ error: String(error) }, 'worker lease not written'))
  }, intervalMs)
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}

/** One statement; leases of workers silent for a day go with it, so that the table stays small. */
async function write(id: string): Promise<void> {
  await getPool().query(
    `WITH gone AS (DELETE FROM worker_lease WHERE last_seen_at < clock_timestamp() - interval '1 day')
     INSERT INTO worker_lease (id, started_at, last_seen_at, version)
     VALUES ($1, clock_timestamp(), clock_timestamp(), $2)
     ON CONFLICT (id) DO UPDATE SET last_seen_at = clock_timestamp()`,
    [id, version],
  )
}
