import { createHash } from 'node:crypto'
import type { RunSql } from '#lib/core/run-sql.ts'
import { type StageSource, type StoredHosting, toStageSources } from '../stage-sources.ts'
import { toBudgetKey } from './budget.ts'

/** A stage of the catalog with everybody who can be asked about it. */
export interface PlannedStage {
  readonly stageId: string
  readonly sources: readonly PlannedSource[]
}

export interface PlannedSource extends StageSource {
  /** Whose calls are counted together. */
  readonly budgetKey: string
  /** Over everything an answer depends on: same hash, same answer. */
  readonly targetHash: string
}

type StageRow = StoredHosting & { readonly stageId: string }

/** Stages that name somebody who can be asked. */
export async function listPlannedStages(run: RunSql): Promise<readonly PlannedStage[]> {
  const rows = await run<StageRow>(stagesSql, [])
  return rows.map((row) => ({ stageId: row.stageId, sources: toStageSources(row).map(toPlanned) }))
}

export function toPlanned(source: StageSource): PlannedSource {
  const { kind, account, target, components } = source
  const text = JSON.stringify([kind, account, target, components])
  const targetHash = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  return { ...source, budgetKey: toBudgetKey(source), targetHash }
}

const stagesSql = `
SELECT g.id AS "stageId", g.hosting_kind AS "hostingKind", g.hosting_target AS "hostingTarget", g.sources, g.logs,
  ARRAY(SELECT c.slug FROM component c WHERE c.system_id = g.system_id AND c.removed_at IS NULL
        ORDER BY c.position) AS components
FROM stage g JOIN system y ON y.id = g.system_id
WHERE g.removed_at IS NULL AND y.removed_at IS NULL
  AND (g.hosting_kind IS NOT NULL OR g.sources <> '[]'::jsonb OR g.logs <> '[]'::jsonb)
ORDER BY g.id`
