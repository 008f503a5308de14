import type pg from 'pg'
import type { RunSql } from '#lib/core/run-sql.ts'

export interface Outage {
  readonly from: Date
  readonly to: Date
}

/** The role of processes that receive pings. */
export const listenerRole = 'web'

/** Gaps longer than this between two signs of life count as time in which no ping could be received. */
export const presenceGapSeconds = 30

/** Says that pings can be received right now, and keeps the gap as an outage if nobody could say so for a while. */
export async function recordPresence(pool: pg.Pool, role: string): Promise<void> {
  await pool.query(beatSql, [role, presenceGapSeconds])
}

/** Outages of a role, the one going on included. */
export function listOutages(run: RunSql, role: string): Promise<readonly Outage[]> {
  return run<Outage>(listSql, [role, presenceGapSeconds])
}

const beatSql = `
WITH before AS (SELECT last_seen_at FROM portal_presence WHERE role = $1 FOR UPDATE),
beat AS (
  INSERT INTO portal_presence (role, last_seen_at) VALUES ($1, now())
  ON CONFLICT (role) DO UPDATE SET last_seen_at = now()),
forgotten AS (DELETE FROM portal_outage WHERE "to" < now() - interval '400 days')
INSERT INTO portal_outage (role, "from", "to")
SELECT $1, last_seen_at, now() FROM before WHERE last_seen_at < now() - $2 * interval '1 s'`

const listSql = `
SELECT "from", "to" FROM portal_outage WHERE role = $1
UNION ALL
SELECT last_seen_at, now() FROM portal_presence
WHERE role = $1 AND last_seen_at < now() - $2 * interval '1 s'`
