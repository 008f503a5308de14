import type { RunSql } from '#lib/core/run-sql.ts'
import type { Outage, PolicyFacts, PolicyRule, RunFact } from '../facts.ts'
import { listingSchema } from '../listing.ts'
import { findRestoreState, type RestoreFacts } from '../restore/find-restore-state.ts'
import type { BackupRhythm } from '../rhythm.ts'
import { restorePlanSchema } from '../stored.ts'
import type { RestoreState, RunState } from '../words.ts'
import { lockPolicies } from './lock-policies.ts'

export interface PolicyRow {
  readonly id: string
  readonly stageId: string
  readonly slug: string
  readonly isHeartbeat: boolean
  readonly schedule: string | null
  readonly everySeconds: number | null
  readonly timeZone: string
  readonly graceSeconds: number
  readonly rpoSeconds: number
  readonly retentionSeconds: number | null
  readonly region: string | null
  readonly restoreTest: unknown
  readonly createdAt: Date
  readonly state: string
  readonly stateSince: Date | null
  readonly reason: string | null
  readonly reasonParams: unknown
  readonly warnings: unknown
  readonly newestAt: Date | null
  readonly evaluatedAt: Date | null
  readonly runs: readonly (Omit<RunFact, 'madeAt' | 'startedAt'> & {
    readonly madeAt: string | null
    readonly startedAt: string | null
  })[]
  readonly reading: {
    readonly restorable: unknown
    readonly backups: number | null
    readonly observedAt: string | null
    readonly ttlSeconds: number
    readonly failure: string | null
  } | null
  readonly restored: {
    readonly verdict: string | null
    readonly finishedAt: string | null
    readonly okAt: string | null
  } | null
}

/** Policies of these stages with everything their state depends on, locked until the transaction ends. */
export async function loadPolicies(
  run: RunSql,
  stageIds: readonly string[],
): Promise<readonly PolicyRow[]> {
  // Locked before their runs are read: of two workers the later one must see what the earlier one wrote.
  await lockPolicies(run, stageIds)
  return run<PolicyRow>(loadSql, [stageIds])
}

export function toRule(row: PolicyRow): PolicyRule {
  const { graceSeconds, rpoSeconds, retentionSeconds, region, createdAt } = row
  return { rhythm: toRhythm(row), graceSeconds, rpoSeconds, retentionSeconds, region, createdAt }
}

function toRhythm(row: Pick<PolicyRow, 'schedule' | 'everySeconds' | 'timeZone'>): BackupRhythm {
  const { schedule, everySeconds, timeZone } = row
  if (schedule !== null) return { kind: 'cron', schedule, timeZone }
  return { kind: 'period', everySeconds: everySeconds ?? 86_400 }
}

export function toFacts(row: PolicyRow, outages: readonly Outage[]): PolicyFacts {
  return {
    runs: row.runs.map(toRun),
    asking: row.isHeartbeat ? null : toAsking(row.reading),
    outages: row.isHeartbeat ? outages : [],
  }
}

function toRun(run: PolicyRow['runs'][number]): RunFact {
  return {
    ...run,
    // Safe because this domain stores these words only.
    state: run.state as RunState,
    madeAt: toDate(run.madeAt),
    startedAt: toDate(run.startedAt),
  }
}

function toAsking(reading: PolicyRow['reading']) {
  const restorable = listingSchema.shape.restorable.safeParse(reading?.restorable)
  const window = restorable.success ? restorable.data : null
  return {
    isEmpty: reading?.backups === 0 && !window?.to,
    observedAt: toDate(reading?.observedAt ?? null),
    ttlSeconds: reading?.ttlSeconds ?? 0,
    failure: reading?.failure ?? null,
    restorable: window,
  }
}

/** Null where no restore is asked for and none was tried. */
export function toRestoreState(row: PolicyRow, now: Date): RestoreState | null {
  const plan = restorePlanSchema.safeParse(row.restoreTest)
  const facts: RestoreFacts = {
    verdict: row.restored?.verdict ?? null,
    okAt: toDate(row.restored?.okAt ?? null),
    createdAt: row.createdAt,
  }
  return findRestoreState(facts, plan.success ? plan.data.everySeconds : null, now)
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

/** Enough for the size of the newest to be compared, and for what is lost early to be noticed. */
const judgedRuns = 60

const loadSql = `
SELECT p.id, p.stage_id AS "stageId", p.slug, p.origin->>'kind' = 'heartbeat' AS "isHeartbeat", p.schedule,
       p.every_seconds AS "everySeconds", p.time_zone AS "timeZone", p.grace_seconds AS "graceSeconds",
       p.rpo_seconds AS "rpoSeconds", p.retention_seconds AS "retentionSeconds", p.region,
       p.restore_test AS "restoreTest", p.created_at AS "createdAt", p.state, p.state_since AS "stateSince", p.reason,
       p.reason_params AS "reasonParams", p.warnings, p.newest_at AS "newestAt", p.evaluated_at AS "evaluatedAt",
       coalesce(r.runs, '[]'::jsonb) AS runs, d.reading, t.restored
FROM backup_policy p
LEFT JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('state', x.state, 'madeAt', x.made_at, 'startedAt', x.started_at,
    'sizeBytes', x.size_bytes, 'region', x.region, 'isCopy', x.is_copy, 'detail', x.detail)) AS runs
  FROM (SELECT * FROM backup_run WHERE policy_id = p.id ORDER BY made_at DESC NULLS FIRST LIMIT ${judgedRuns}) x
) r ON true
LEFT JOIN LATERAL (
  SELECT jsonb_build_object('restorable', e.value->'restorable',
    'backups', jsonb_array_length(e.value->'backups'), 'observedAt', e.observed_at,
    'ttlSeconds', e.ttl_seconds, 'failure', e.failure->>'failure') AS reading
  FROM reading e
  WHERE e.stage_id = p.stage_id AND e.fact = 'backups:' || p.slug
    AND e.source = CASE p.origin->>'kind' WHEN 'source' THEN p.origin->>'source' ELSE 'platform' END
) d ON true
LEFT JOIN LATERAL (
  SELECT jsonb_build_object(
    'verdict', (array_agg(verdict ORDER BY finished_at DESC))[1],
    'finishedAt', max(finished_at),
    'okAt', max(finished_at) FILTER (WHERE verdict = 'ok')) AS restored
  FROM restore_test WHERE policy_id = p.id AND state = 'done'
) t ON true
WHERE p.stage_id = ANY($1::uuid[]) AND p.removed_at IS NULL
ORDER BY p.stage_id, p.slug`
