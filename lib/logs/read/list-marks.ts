import 'server-only'
import { getPool } from '#lib/core/db.ts'
import type { LogMark } from '../types.ts'
import type { Window } from './window.ts'

type Row = Omit<LogMark, 'at'> & { readonly at: Date }

const columns = 'id, number, version, state, coalesce(started_at, created_at) AS at'
const toMark = (row: Row): LogMark => ({ ...row, at: row.at.toISOString() })

/** Deployments that began within a window, newest first. */
export async function listMarks(stageId: string, { from, to }: Window): Promise<LogMark[]> {
  const { rows } = await getPool().query<Row>(
    `SELECT ${columns} FROM deployment WHERE stage_id = $1 AND coalesce(started_at, created_at) BETWEEN $2 AND $3
     ORDER BY at DESC LIMIT 100`,
    [stageId, from, to],
  )
  return rows.map(toMark)
}

/** The newest deployment that changed what runs, or is changing it; null when there was none. */
export async function findNewestMark(stageId: string): Promise<LogMark | null> {
  const { rows } = await getPool().query<Row>(
    `SELECT ${columns} FROM deployment
     WHERE stage_id = $1 AND started_at IS NOT NULL AND state NOT IN ('cancelled', 'not_started')
     ORDER BY started_at DESC LIMIT 1`,
    [stageId],
  )
  return rows[0] ? toMark(rows[0]) : null
}
