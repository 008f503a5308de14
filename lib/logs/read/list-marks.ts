import 'server-only'
import { getPool } from '#lib/core/db.ts'
import type { LogMark } from '../types.ts'
import type { Window } from './window.ts'

type Row = Omit<LogMark, 'at'> & { readonly at: Date }

/** A run that was never seen running has no start of its own. */
const begun = 'coalesce(started_at, dispatched_at, created_at)'
const columns = `id, number, version, state, ${begun} AS at`
const toMark = (row: Row): LogMark => ({ ...row, at: row.at.toISOString() })

/** Deployments that began within a window, newest first. */
export async function listMarks(stageId: string, { from, to }: Window): Promise<LogMark[]> {
  const { rows } = await getPool().query<Row>(
    `SELECT ${columns} FROM deployment WHERE stage_id = $1 AND ${begun} BETWEEN $2 AND $3
     ORDER BY at DESC LIMIT 100`,
    [stageId, from, to],
  )
  return rows.map(toMark)
}

/** The newest deployment that changed what runs, or is changing it; null when there was none. */
export async function findNewestMark(stageId: string): Promise<LogMark | null> {
  const { rows } = await getPool().query<Row>(
    `SELECT ${columns} FROM deployment
     WHERE stage_id = $1 AND state NOT IN ('queued', 'waiting', 'cancelled', 'not_started')
     ORDER BY ${begun} DESC LIMIT 1`,
    [stageId],
  )
  return rows[0] ? toMark(rows[0]) : null
}
