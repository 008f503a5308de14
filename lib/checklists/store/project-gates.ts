import type { Change } from '#lib/core/changes.ts'
import type { Tx } from '#lib/core/db.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { evaluateChecklist, evaluateItem, isOpen } from '../evaluate-checklist.ts'
import type { GateProjection } from '../gate.ts'
import { type ChecklistRow, loadChecklists } from './load-checklists.ts'
import { toFacts } from './to-view.ts'

/** Open items a stage keeps by their words; more are counted. */
const keptItems = 30

/** Writes what stands between these stages and a deployment; tells readers of those where that is different. */
export async function projectGates(
  tx: Tx,
  stageIds: readonly string[],
  now: Date,
): Promise<readonly Change[]> {
  if (stageIds.length === 0) return []
  const rows = await loadChecklists({ stageId: { in: [...stageIds] }, isGate: true }, tx)
  const projections = stageIds.toSorted().map((stageId) => ({
    stageId,
    gate: toGate(
      rows.filter((row) => row.stageId === stageId),
      now,
    ),
  }))
  const moved = await onTransaction(tx)<{ key: string; systemId: string }>(projectSql, [
    JSON.stringify(projections),
  ])
  return moved.flatMap(({ key, systemId }): Change[] => [
    { topic: 'board', key, systemId },
    { topic: 'stage', key, systemId },
  ])
}

/** Takes away what gates left behind that are none any more. */
export async function clearGates(tx: Tx, now: Date): Promise<readonly Change[]> {
  const left = await onTransaction(tx)<{ stageId: string }>(leftSql, [])
  return projectGates(
    tx,
    left.map(({ stageId }) => stageId),
    now,
  )
}

function toGate(rows: readonly ChecklistRow[], now: Date): GateProjection | null {
  if (rows.length === 0) return null
  const items = rows.flatMap((row) =>
    row.items.map((item) => {
      const facts = toFacts(item)
      const { state, by } = evaluateItem(facts, now)
      const { isBlocking } = facts
      const reason = by === 'probe' ? (facts.evidence?.reason ?? state) : state
      return { state, isBlocking, checklistId: row.id, list: row.title, text: item.text, reason }
    }),
  )
  const { total, met, blocking } = evaluateChecklist(items)
  const open = items.filter(({ state, isBlocking }) => isBlocking && isOpen(state))
  return {
    ...{ total, met, blocking },
    items: open.slice(0, keptItems).map(({ checklistId, list, text, reason }) => ({
      ...{ checklistId, list, text, reason },
    })),
  }
}

const projectSql = `
WITH held AS (
  SELECT s.stage_id, s.system_id, s.checklist FROM stage_state s
  JOIN jsonb_to_recordset($1::jsonb) AS r("stageId" uuid) ON r."stageId" = s.stage_id
  ORDER BY s.stage_id FOR UPDATE OF s
), moved AS (
  UPDATE stage_state s SET checklist = nullif(r.gate, 'null'::jsonb), updated_at = now()
  FROM jsonb_to_recordset($1::jsonb) AS r("stageId" uuid, gate jsonb), held h
  WHERE s.stage_id = r."stageId" AND h.stage_id = s.stage_id
    AND h.checklist IS DISTINCT FROM nullif(r.gate, 'null'::jsonb)
  RETURNING s.stage_id, s.system_id
)
SELECT y.slug || '/' || g.slug AS key, m.system_id AS "systemId"
FROM moved m JOIN stage g ON g.id = m.stage_id JOIN system y ON y.id = g.system_id`

const leftSql = `
SELECT s.stage_id AS "stageId" FROM stage_state s
WHERE s.checklist IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM checklist c JOIN document d ON d.id = c.document_id
  WHERE c.stage_id = s.stage_id AND c.is_gate AND c.removed_at IS NULL AND d.removed_at IS NULL)`
