import { getPool } from '#lib/core/db.ts'
import { version } from '#lib/core/version.ts'

/** How the portal itself is doing; `lastSeenAt` is null when no worker was ever seen. */
export interface PortalHealth {
  readonly status: 'healthy' | 'degraded' | 'down'
  readonly version: string
  readonly database: 'up' | 'down'
  readonly worker: {
    readonly status: 'up' | 'down' | 'unknown'
    readonly lastSeenAt: string | null
  }
}

const workerSilenceSeconds = 20

/** Answers within a second also when the database does not. */
export async function getPortalHealth(): Promise<PortalHealth> {
  const lease = await readNewestLease().catch(() => undefined)
  if (lease === undefined) {
    return {
      status: 'down',
      version,
      database: 'down',
      worker: { status: 'unknown', lastSeenAt: null },
    }
  }
  const up = lease !== null && lease.silentSeconds <= workerSilenceSeconds
  return {
    status: up ? 'healthy' : 'degraded',
    version,
    database: 'up',
    worker: { status: up ? 'up' : 'down', lastSeenAt: lease?.lastSeenAt.toISOString() ?? null },
  }
}

interface Lease {
  readonly lastSeenAt: Date
  readonly silentSeconds: number
}

async function readNewestLease(): Promise<Lease | null> {
  const deadline = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('The database did not answer within 800 ms.')), 800).unref()
  })
  const query = getPool().query<Lease>(
    `SELECT last_seen_at AS "lastSeenAt",
            extract(epoch FROM clock_timestamp() - last_seen_at)::float AS "silentSeconds"
     FROM worker_lease ORDER BY last_seen_at DESC LIMIT 1`,
  )
  const { rows } = await Promise.race([query, deadline])
  return rows[0] ?? null
}
