import type pg from 'pg'
import { onClient, type RunSql, withTransaction } from '#lib/core/run-sql.ts'
import { projectStages } from '../project-stages.ts'
import { recordStatusChanges } from '../record-status-changes.ts'
import { isVisible, type ProbeResult } from './probe-result.ts'

/** How often the age of an unchanged stage is written; a multiple of this must fit into its time to live. */
const refreshSeconds = 30

const outcomes = { failed: 0, passed: 1, warned: 2 } as const

/**
 * Stores a batch: states, samples, next slots. Results whose lease passed to another worker are ignored. Only when
 * something visible changed does it cost more than two statements.
 */
export async function writeResults(pool: pg.Pool, results: readonly ProbeResult[]): Promise<void> {
  const visible = results.filter(isVisible)
  if (visible.length === 0) {
    const run = onClient(pool)
    await run(writeSql, toColumns(results))
    await run(refreshSql, toStageColumns(results))
    return
  }
  await withTransaction(pool, (run) => writeVisible(run, results, visible))
}

async function writeVisible(
  run: RunSql,
  results: readonly ProbeResult[],
  visible: readonly ProbeResult[],
): Promise<void> {
  const written = await run<{ id: number }>(writeSql, toColumns(results))
  const ids = new Set(written.map(({ id }) => id))
  const changed = visible.filter(({ probe }) => ids.has(probe.id))
  await recordStatusChanges(
    run,
    changed.map(toStatusChange).filter(({ from, to }) => from !== to),
  )
  await run(refreshSql, toStageColumns(results))
  await projectStages(
    run,
    changed.map(({ probe }) => probe.stageId),
  )
}

function toStatusChange({ probe, state, measuredAtMs }: ProbeResult) {
  return {
    subject: 'probe',
    stageId: probe.stageId,
    probeId: probe.id,
    from: probe.health,
    to: state.health,
    reasonBefore: probe.reason,
    reason: state.reason,
    at: new Date(measuredAtMs),
  } as const
}

function toColumns(results: readonly ProbeResult[]): unknown[] {
  const column = <T>(pick: (result: ProbeResult) => T) => results.map(pick)
  return [
    column(({ probe }) => probe.id),
    column(({ probe }) => probe.fence),
    column(({ measuredAtMs }) => measuredAtMs),
    column(({ nextSlotMs }) => nextSlotMs),
    column(({ state }) => state.health),
    column(({ state }) => state.reason),
    column(({ state }) => JSON.stringify(state.params)),
    column(({ state }) => state.consecutiveFailures),
    column(({ measurement }) => measurement && outcomes[measurement.verdict]),
    column(({ measurement }) => measurement?.durationMs ?? null),
    column(({ measurement }) => measurement?.status ?? null),
    column(({ measurement }) => measurement?.certificateExpiresAt?.getTime() ?? null),
    column(({ measurement }) => measurement?.version ?? null),
    column(({ measurement }) => measurement?.commitSha ?? null),
  ]
}

function toStageColumns(results: readonly ProbeResult[]): unknown[] {
  const stages = new Map<string, { atMs: number; hasVersion: boolean }>()
  for (const { probe, measurement, measuredAtMs } of results) {
    if (!measurement) continue
    const known = stages.get(probe.stageId)
    stages.set(probe.stageId, {
      atMs: Math.max(measuredAtMs, known?.atMs ?? 0),
      hasVersion: measurement.version !== null || (known?.hasVersion ?? false),
    })
  }
  return [
    [...stages.keys()],
    [...stages.values()].map(({ atMs }) => atMs),
    [...stages.values()].map(({ hasVersion }) => hasVersion),
    refreshSeconds,
  ]
}

const writeSql = `
WITH r AS (
  SELECT * FROM unnest($1::int[], $2::bigint[], $3::float8[], $4::float8[], $5::text[], $6::text[], $7::text[],
    $8::int[], $9::smallint[], $10::int[], $11::int[], $12::float8[], $13::text[], $14::text[])
  AS r(id, fence, at_ms, next_ms, health, reason, params, failures, outcome, duration_ms, status, certificate_ms,
    version, commit_sha)),
written AS (
  UPDATE probe p SET
    next_run_at = to_timestamp(r.next_ms / 1000), leased_until = NULL,
    health = r.health, health_reason = r.reason, health_params = r.params::jsonb,
    health_since = CASE WHEN p.health = r.health THEN p.health_since ELSE to_timestamp(r.at_ms / 1000) END,
    consecutive_failures = r.failures,
    observed_at = CASE WHEN r.outcome IS NULL THEN p.observed_at ELSE to_timestamp(r.at_ms / 1000) END,
    last_duration_ms = CASE WHEN r.outcome IS NULL THEN p.last_duration_ms ELSE r.duration_ms END,
    last_status = CASE WHEN r.outcome IS NULL THEN p.last_status ELSE r.status END,
    certificate_expires_at = coalesce(to_timestamp(r.certificate_ms / 1000), p.certificate_expires_at),
    version = coalesce(r.version, p.version),
    commit_sha = CASE WHEN r.version IS NULL THEN p.commit_sha ELSE r.commit_sha END,
    version_observed_at = CASE WHEN r.version IS NULL THEN p.version_observed_at ELSE to_timestamp(r.at_ms / 1000) END
  FROM r WHERE p.id = r.id AND p.fence = r.fence
  RETURNING p.id),
sampled AS (
  INSERT INTO probe_sample (probe_id, at, outcome, duration_ms, reason)
  SELECT r.id, to_timestamp(r.at_ms / 1000), r.outcome, r.duration_ms, r.reason
  FROM r JOIN written w ON w.id = r.id WHERE r.outcome IS NOT NULL)
SELECT id FROM written`

const refreshSql = `
UPDATE stage_state s SET
  health_observed_at = to_timestamp(r.at_ms / 1000),
  running_observed_at = CASE WHEN r.has_version THEN to_timestamp(r.at_ms / 1000) ELSE s.running_observed_at END
FROM unnest($1::uuid[], $2::float8[], $3::bool[]) AS r(stage_id, at_ms, has_version)
WHERE s.stage_id = r.stage_id
  AND (s.health_observed_at IS NULL OR s.health_observed_at < to_timestamp(r.at_ms / 1000) - $4 * interval '1 s')`
