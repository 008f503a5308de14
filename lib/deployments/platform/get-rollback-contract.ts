import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { platformStateSchema, rollbackTargetsReadingSchema } from '#lib/hosting/schemas.ts'
import type { StagePath } from '../schemas.ts'
import { notUndone } from '../vocabulary.ts'
import type { RollbackContract, RollbackMechanism } from './answer-schemas.ts'

type Measured = RollbackMechanism['measured']

/** What going back means on a stage: by which way, how far, how long it took before, and what stays as it is. */
export async function getRollbackContract(
  ctx: Context,
  path: StagePath,
): Promise<RollbackContract> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const { stageId } = subject
  const pool = getPool()
  const [measured, workflow, readings, state] = await Promise.all([
    pool.query<NonNullable<Measured> & { mechanism: string }>(measuredSql, [stageId]),
    pool.query<{ count: number }>(workflowTargetsSql, [stageId]),
    pool.query<ReadingRow>(readingsSql, [stageId]),
    pool.query<{ platform: unknown }>(stateSql, [stageId]),
  ])
  const findMeasured = (mechanism: string): Measured => {
    const row = measured.rows.find((candidate) => candidate.mechanism === mechanism)
    if (!row) return null
    const { medianSeconds, longestSeconds, count } = row
    return { medianSeconds, longestSeconds, count }
  }
  const byWorkflow: RollbackMechanism = {
    ...{ mechanism: 'workflow', source: null, components: null, observedAt: null },
    targetCount: workflow.rows[0]?.count ?? 0,
    measured: findMeasured('workflow'),
    doesNotRevert: [...notUndone],
  }
  return {
    mechanisms: [
      ...(subject.deploy ? [byWorkflow] : []),
      ...readings.rows.flatMap((row) => toMechanism(row, findMeasured)),
    ],
    pin: platformStateSchema.safeParse(state.rows[0]?.platform).data?.pin ?? null,
  }
}

interface ReadingRow {
  readonly source: string
  readonly value: unknown
  readonly observedAt: Date
  readonly isOld: boolean
}

function toMechanism(
  { source, value, observedAt, isOld }: ReadingRow,
  findMeasured: (mechanism: string) => Measured,
): RollbackMechanism[] {
  const reading = rollbackTargetsReadingSchema.safeParse(value)
  if (!reading.success) return []
  const { mechanism, components, doesNotRevert, targets } = reading.data
  return [
    {
      ...{ mechanism, source, components, doesNotRevert },
      targetCount: isOld ? null : targets.length,
      observedAt: observedAt.toISOString(),
      measured: findMeasured(mechanism),
    },
  ]
}

const measuredSql = `
SELECT mechanism, count(*)::int AS count,
  round(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds))::int AS "medianSeconds",
  round(max(seconds))::int AS "longestSeconds"
FROM (SELECT mechanism, extract(epoch FROM finished_at - created_at) AS seconds FROM deployment
      WHERE stage_id = $1::uuid AND kind = 'rollback' AND state = 'succeeded' AND finished_at IS NOT NULL
      ORDER BY created_at DESC LIMIT 50) d
GROUP BY mechanism`

const workflowTargetsSql = `
SELECT count(DISTINCT commit_sha)::int AS count FROM deployment
WHERE stage_id = $1::uuid AND state = 'succeeded' AND commit_sha IS NOT NULL AND replaced_at IS NOT NULL`

const readingsSql = `
SELECT source, value, observed_at AS "observedAt",
       now() - observed_at > ttl_seconds * interval '1 second' AS "isOld"
FROM reading WHERE stage_id = $1::uuid AND fact = 'rollback-targets' AND observed_at IS NOT NULL
ORDER BY source`

const stateSql = 'SELECT platform FROM stage_state WHERE stage_id = $1::uuid'
