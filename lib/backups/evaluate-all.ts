import 'server-only'
import { getPool } from '#lib/core/db.ts'
import { onClient, withTransaction } from '#lib/core/run-sql.ts'
import { listenerRole, listOutages } from '#lib/health/index.ts'
import { evaluateStages } from './store/evaluate-stages.ts'

/** Stages judged in one transaction. */
const chunkSize = 50

/** Judges every policy of the catalog as it is now, because time alone makes backups too old. */
export async function evaluateAll(now: Date, signal: AbortSignal): Promise<void> {
  const pool = getPool()
  const outages = await listOutages(onClient(pool), listenerRole)
  const { rows } = await pool.query<{ stageId: string }>(stagesSql)
  for (let at = 0; at < rows.length && !signal.aborted; at += chunkSize) {
    const ids = rows.slice(at, at + chunkSize).map(({ stageId }) => stageId)
    await withTransaction(pool, (run) => evaluateStages(run, ids, { now, outages }))
  }
}

// Also stages whose last policy left the catalog: the board has to forget it.
const stagesSql = `
SELECT g.id AS "stageId" FROM stage g
WHERE g.removed_at IS NULL AND (
  EXISTS (SELECT 1 FROM backup_policy p WHERE p.stage_id = g.id AND p.removed_at IS NULL)
  OR EXISTS (SELECT 1 FROM stage_state s WHERE s.stage_id = g.id AND s.backup IS NOT NULL))
ORDER BY g.id`
