import { getPool } from '#lib/core/db.ts'
import type { ChangeEvent } from './types.ts'

export interface Missed {
  /** Where the next stream continues. */
  readonly seq: string
  /** Null when what was missed is no longer stored. */
  readonly changes: readonly ChangeEvent[] | null
}

/** A transaction may commit later than one with a higher number; telling the same change twice does no harm. */
const overlap = "interval '15 seconds'"

/** What happened after the event a browser heard last; nothing for a browser that never heard any. */
export async function readMissedEvents(lastEventId: string | null): Promise<Missed> {
  const pool = getPool()
  const newest = await pool.query<{ seq: string }>(
    `SELECT coalesce(max(seq), 0)::text AS seq FROM event`,
  )
  const seq = newest.rows[0]?.seq ?? '0'
  if (lastEventId === null) return { seq, changes: [] }
  const { rows } = await pool.query<ChangeEvent>(
    `SELECT e.seq::text, e.topic, e.key, e.system_id AS "systemId"
     FROM event e, event last
     WHERE last.seq = $1 AND (e.seq >= last.seq OR e.at > last.at - ${overlap})
     ORDER BY e.seq`,
    [lastEventId],
  )
  return { seq, changes: rows.length > 0 ? rows : null }
}

/** An event id as a browser sends it back; null for anything else. */
export function parseEventId(text: string | null): string | null {
  return text && /^\d{1,18}$/.test(text) ? text : null
}
