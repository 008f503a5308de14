import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { ageHealth } from './evaluate-probe.ts'
import { readHistory } from './samples/read-history.ts'
import { toBuckets, toShare } from './samples/to-buckets.ts'
import { type ProbeViewRow, probeViewSql, toProbeHealth } from './to-probe-health.ts'
import type { DeploymentMark, HealthTransition, HistoryRange, StageHealthView } from './types.ts'
import { findHealthReason, isHealth } from './words.ts'

/** Health of a stage: what holds now, each probe with its newest result, and the history of a time span. */
export async function getStageHealth(
  ctx: Context,
  { system, stage, range }: { system: string; stage: string; range: HistoryRange },
): Promise<StageHealthView> {
  const subject = await getStageSubject(ctx, { system, stage })
  requirePermission(ctx, 'system:read', subject)
  const pool = getPool()
  const history = await readHistory(pool, subject.stageId, range)
  const { from, to } = history
  const window = [subject.stageId, from, to]
  const [probes, transitions, outages, deployments, states] = await Promise.all([
    pool.query<ProbeViewRow>(probeViewSql, [subject.stageId]),
    pool.query<TransitionRow>(transitionsSql, window),
    pool.query<{ count: number }>(outagesSql, window),
    pool.query<Omit<DeploymentMark, 'at'> & { at: Date }>(deploymentsSql, window),
    pool.query<StateRow>(stateSql, [subject.stageId]),
  ])
  const current = toCurrent(states.rows[0], to)
  const worst = probes.rows.find((row) => row.reason === current.cause?.reason)
  return {
    ...current,
    cause: current.cause && { ...current.cause, params: worst?.params ?? {} },
    range,
    from: from.toISOString(),
    to: to.toISOString(),
    bucketSeconds: history.bucketSeconds,
    uptime: toShare(history.rows),
    outages: outages.rows[0]?.count ?? 0,
    buckets: toBuckets(history, history.rows),
    probes: probes.rows.map((row) => toProbeHealth(row, history)),
    transitions: transitions.rows.map(toTransition),
    deployments: deployments.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  }
}

interface StateRow {
  readonly health: string
  readonly since: Date | null
  readonly observedAt: Date | null
  readonly ttlSeconds: number
  readonly reason: string | null
}

function toCurrent(row: StateRow | undefined, now: Date) {
  const stored = row && isHealth(row.health) ? row.health : 'unknown'
  const observedAt = row?.observedAt ?? null
  const health = ageHealth({ health: stored, observedAt, ttlSeconds: row?.ttlSeconds ?? 0 }, now)
  const isStale = health === 'unknown' && stored !== 'unknown'
  const reason = isStale ? 'not_measured_lately' : findHealthReason(row?.reason ?? null)
  return {
    health,
    since: row?.since?.toISOString() ?? null,
    observedAt: observedAt?.toISOString() ?? null,
    cause: reason ? { reason, params: {} } : null,
  } as const
}

interface TransitionRow {
  readonly at: Date
  readonly from: string
  readonly to: string
  readonly reason: string | null
}

function toTransition({ at, from, to, reason }: TransitionRow): HealthTransition {
  return {
    at: at.toISOString(),
    from: isHealth(from) ? from : 'unknown',
    to: isHealth(to) ? to : 'unknown',
    reason: findHealthReason(reason),
  }
}

const stateSql = `
SELECT health, health_since AS since, health_observed_at AS "observedAt", health_ttl_seconds AS "ttlSeconds",
       health_reason AS reason
FROM stage_state WHERE stage_id = $1`

const transitionsSql = `
SELECT at, "from", "to", reason FROM status_change
WHERE stage_id = $1 AND subject = 'stage' AND at >= $2 AND at <= $3
ORDER BY at DESC, id DESC LIMIT 50`

const outagesSql = `
SELECT count(*)::int AS count FROM status_change
WHERE stage_id = $1 AND subject = 'stage' AND "to" = 'down' AND at >= $2 AND at <= $3`

const deploymentsSql = `
SELECT id, number, version, kind, state, coalesce(finished_at, started_at, created_at) AS at FROM deployment
WHERE stage_id = $1 AND coalesce(finished_at, started_at, created_at) BETWEEN $2 AND $3
ORDER BY at DESC LIMIT 200`
