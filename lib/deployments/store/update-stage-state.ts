import 'server-only'
import type { Change } from '#lib/core/changes.ts'
import type { Tx } from '#lib/core/db.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { hastenReadings } from '#lib/hosting/readings/hasten-readings.ts'
import { activeStates } from '../vocabulary.ts'

/**
 * Writes what the board shows of a stage's deployments: the newest attempt, the one under way and the hold in force.
 * In the transaction of the change, so that the board never shows what did not happen.
 */
export async function updateStageState(tx: Tx, stageId: string): Promise<void> {
  await tx.$executeRawUnsafe(projectionSql, stageId)
}

/** Records that a deployment is what runs on its stage now, and since when its predecessor does not. */
export async function recordRunning(
  tx: Tx,
  deployment: { readonly id: string; readonly stageId: string },
  isConfirmed: boolean,
): Promise<void> {
  await tx.$executeRawUnsafe(
    `UPDATE deployment SET replaced_at = CASE WHEN id = $2::uuid THEN NULL ELSE now() END
     WHERE stage_id = $1::uuid AND (id = $2::uuid OR state = 'succeeded' AND replaced_at IS NULL)`,
    deployment.stageId,
    deployment.id,
  )
  await tx.$executeRawUnsafe(
    `UPDATE stage_state s SET running_version = d.version, running_commit_sha = d.commit_sha,
       running_since = now(), running_deployment_id = d.id, agreement = $2
     FROM deployment d WHERE d.id = $1::uuid AND s.stage_id = d.stage_id`,
    deployment.id,
    isConfirmed ? 'agreed' : 'record_only',
  )
  // What the platform said before is about the predecessor.
  await hastenReadings(onTransaction(tx), deployment.stageId, ['release', 'rollback-targets'])
}

/** What readers of a deployment, its stage and the board may want to fetch again. */
export function toDeploymentChanges(deployment: {
  readonly id: string
  readonly systemId: string
  readonly stageKey: string
}): readonly Change[] {
  const { id, systemId, stageKey } = deployment
  return [{ topic: 'deployment', key: id, systemId }, ...toStageChanges(systemId, stageKey)]
}

export function toStageChanges(systemId: string, stageKey: string): readonly Change[] {
  return [
    { topic: 'stage', key: stageKey, systemId },
    { topic: 'board', key: stageKey, systemId },
  ]
}

const summary = `'id', d.id, 'number', d.number, 'kind', d.kind, 'state', d.state, 'version', d.version,
  'commitSha', d.commit_sha, 'createdAt', d.created_at, 'finishedAt', d.finished_at, 'reason', d.state_reason,
  'actor', d.requested_by_name`

const activeList = activeStates.map((state) => `'${state}'`).join(', ')

const projectionSql = `
INSERT INTO stage_state AS s (stage_id, system_id, uptime_hours, last_deployment, active_deployment, hold, updated_at)
SELECT g.id, g.system_id, array_fill(-1, ARRAY[24]),
  (SELECT jsonb_build_object(${summary}) FROM deployment d
   WHERE d.stage_id = g.id ORDER BY d.created_at DESC, d.number DESC LIMIT 1),
  (SELECT jsonb_build_object(${summary}, 'startedAt', d.started_at, 'usualDurationSeconds', (
     SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM p.finished_at - p.created_at)))
     FROM (SELECT finished_at, created_at FROM deployment
           WHERE stage_id = g.id AND state = 'succeeded' AND kind <> 'external'
           ORDER BY created_at DESC LIMIT 20) p))
   FROM deployment d WHERE d.stage_id = g.id AND d.state IN (${activeList})
   ORDER BY (d.kind = 'external'), d.created_at DESC LIMIT 1),
  (SELECT jsonb_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'createdBy', h.created_by,
     'createdAt', h.created_at, 'until', h.until)
   FROM hold h WHERE h.stage_id = g.id AND h.lifted_at IS NULL AND (h.until IS NULL OR h.until > now())),
  now()
FROM stage g WHERE g.id = $1::uuid
ON CONFLICT (stage_id) DO UPDATE SET last_deployment = excluded.last_deployment,
  active_deployment = excluded.active_deployment, hold = excluded.hold, updated_at = excluded.updated_at`
