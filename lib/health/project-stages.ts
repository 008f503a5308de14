import type { RunSql } from '#lib/core/run-sql.ts'
import { toPlatformClaims } from '#lib/hosting/platform-claims.ts'
import { ageHealth, toTtlSeconds } from './evaluate-probe.ts'
import { type ComponentHealth, evaluateStage } from './evaluate-stage.ts'
import { recordStatusChanges } from './record-status-changes.ts'
import { type RunningRecord, toRunning } from './running.ts'
import { findHealthReason, type Health, isHealth, type ReasonParams } from './words.ts'

interface ProbeRow {
  readonly stageId: string
  readonly component: string
  readonly componentKind: string
  readonly health: string
  readonly reason: string | null
  readonly params: ReasonParams
  readonly observedAt: Date | null
  readonly intervalSeconds: number
  readonly version: string | null
  readonly commitSha: string | null
  readonly versionObservedAt: Date | null
}

interface StageRow extends RunningRecord {
  readonly stageId: string
  readonly systemId: string
  readonly key: string
  readonly health: string
  readonly healthSince: Date | null
  readonly reason: string | null
  readonly components: readonly (ComponentHealth & { readonly since: string })[]
  /** What the platform says, as stored. */
  readonly platform: unknown
  readonly isDeploying: boolean
  readonly now: Date
}

/**
 * Writes what stages show of their health, from their probes as they stand in this transaction. Records a status change
 * and tells readers where something they see is different; a second call changes nothing.
 */
export async function projectStages(run: RunSql, stageIds: readonly string[]): Promise<void> {
  if (stageIds.length === 0) return
  const ids = [...new Set(stageIds)]
  await run(insertMissingSql, [ids])
  // Locked before the probes are read: of two workers the later one must see what the earlier one measured.
  const stages = await run<StageRow>(lockSql, [ids])
  const probes = await run<ProbeRow>(probesSql, [ids])
  const byStage = Map.groupBy(probes, (probe) => probe.stageId)
  const next = stages.map((stage) => project(stage, byStage.get(stage.stageId) ?? []))
  await run(updateSql, [JSON.stringify(next)])
  await recordStatusChanges(run, next.filter((row) => row.from !== row.to).map(toStatusChange))
  await run(announceSql, [JSON.stringify(next.filter((row) => row.isChanged))])
}

function project(stage: StageRow, probes: readonly ProbeRow[]) {
  const { now } = stage
  const intervals = probes.map((probe) => probe.intervalSeconds)
  const ttlSeconds = toTtlSeconds(intervals.length > 0 ? Math.min(...intervals) : 60)
  const facts = probes.map((probe) => toFact(probe, now))
  const { health, reason, components } = evaluateStage(facts)
  const running = toRunning(stage, probes, toClaims(stage), now)
  const isHealthChanged = health !== stage.health
  return {
    stageId: stage.stageId,
    systemId: stage.systemId,
    key: stage.key,
    from: stage.health,
    to: health,
    reasonBefore: stage.reason,
    reason,
    since: isHealthChanged || !stage.healthSince ? now : stage.healthSince,
    at: now,
    observedAt: newest(probes.map((probe) => probe.observedAt)),
    ttlSeconds,
    components: components.map((part) => withSince(part, stage.components, now)),
    ...running.columns,
    isChanged:
      isHealthChanged ||
      reason !== stage.reason ||
      running.isChanged ||
      isDifferent(components, stage.components),
  }
}

// While a deployment is under way the platform may already run what is not recorded yet.
function toClaims({ platform, isDeploying, hasRecord, runningSince, now }: StageRow) {
  const since = hasRecord ? runningSince : null
  return toPlatformClaims(isDeploying ? null : platform, { since, nowMs: now.getTime() })
}

function toFact(probe: ProbeRow, now: Date) {
  const stored = isHealth(probe.health) ? probe.health : 'unknown'
  const ttlSeconds = toTtlSeconds(probe.intervalSeconds)
  const health = ageHealth({ health: stored, observedAt: probe.observedAt, ttlSeconds }, now)
  return { ...probe, health, reason: toReason(probe, stored, health) }
}

function toReason(probe: ProbeRow, stored: Health, health: Health) {
  if (health === 'unknown' && stored !== 'unknown') return 'not_measured_lately' as const
  return (
    findHealthReason(probe.reason) ?? (health === 'unknown' ? ('not_measured_yet' as const) : null)
  )
}

function withSince(part: ComponentHealth, before: StageRow['components'], now: Date) {
  const old = before.find((known) => known.component === part.component)
  const since = old?.health === part.health ? old.since : now.toISOString()
  return { ...part, since }
}

function isDifferent(now: readonly ComponentHealth[], before: readonly ComponentHealth[]): boolean {
  const words = (parts: readonly ComponentHealth[]) =>
    parts.map(({ component, health, reason }) => `${component}:${health}:${reason}`).join()
  return words(now) !== words(before)
}

function newest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => (date ? [date.getTime()] : []))
  return times.length > 0 ? new Date(Math.max(...times)) : null
}

function toStatusChange({
  stageId,
  from,
  to,
  reasonBefore,
  reason,
  at,
}: ReturnType<typeof project>) {
  return { subject: 'stage', stageId, probeId: null, from, to, reasonBefore, reason, at } as const
}

const insertMissingSql = `
INSERT INTO stage_state (stage_id, system_id, uptime_hours)
SELECT id, system_id, array_fill(-1, ARRAY[24]) FROM stage WHERE id = ANY($1::uuid[])
ON CONFLICT (stage_id) DO NOTHING`

const lockSql = `
SELECT s.stage_id AS "stageId", s.system_id AS "systemId", y.slug || '/' || g.slug AS key, s.health,
       s.health_since AS "healthSince", s.health_reason AS reason, s.component_health AS components,
       s.running_version AS "runningVersion", s.running_commit_sha AS "runningCommitSha",
       s.running_since AS "runningSince", s.agreement, s.platform,
       s.active_deployment IS NOT NULL AS "isDeploying",
       s.running_deployment_id IS NOT NULL AS "hasRecord", now() AS now
FROM stage_state s JOIN stage g ON g.id = s.stage_id JOIN system y ON y.id = g.system_id
WHERE s.stage_id = ANY($1::uuid[]) ORDER BY s.stage_id FOR UPDATE OF s`

const probesSql = `
SELECT p.stage_id AS "stageId", c.slug AS component, c.kind AS "componentKind",
       CASE WHEN p.paused_at IS NULL THEN p.health ELSE 'paused' END AS health,
       p.health_reason AS reason, p.health_params AS params, p.observed_at AS "observedAt",
       CASE WHEN p.kind = 'heartbeat' THEN 60 ELSE p.interval_seconds END AS "intervalSeconds",
       p.version, p.commit_sha AS "commitSha", p.version_observed_at AS "versionObservedAt"
FROM probe p JOIN component c ON c.id = p.component_id
WHERE p.stage_id = ANY($1::uuid[]) AND p.removed_at IS NULL
ORDER BY c.position, p.id`

const updateSql = `
UPDATE stage_state s SET
  health = r."to", health_since = r.since, health_reason = r.reason, health_observed_at = r."observedAt",
  health_ttl_seconds = r."ttlSeconds", component_health = r.components,
  running_version = r."runningVersion", running_commit_sha = r."runningCommitSha",
  running_since = r."runningSince", running_observed_at = coalesce(r."runningObservedAt", s.running_observed_at),
  agreement = r.agreement, updated_at = now()
FROM jsonb_to_recordset($1::jsonb) AS r("stageId" uuid, "to" text, since timestamptz, reason text,
  "observedAt" timestamptz, "ttlSeconds" int, components jsonb, "runningVersion" text, "runningCommitSha" text,
  "runningSince" timestamptz, "runningObservedAt" timestamptz, agreement text)
WHERE s.stage_id = r."stageId"`

const announceSql = `
INSERT INTO event (topic, key, system_id)
SELECT t.topic, r.key, r."systemId"
FROM jsonb_to_recordset($1::jsonb) AS r(key text, "systemId" uuid), (VALUES ('stage'), ('board')) AS t(topic)`
