import type { RunSql } from '#lib/core/run-sql.ts'
import { firstSlot } from '#lib/core/slots.ts'
import { countCalls, type PlatformKind } from '../define-kind.ts'
import { findKind } from '../registry.ts'
import { findQuota, stretchOf } from './budget.ts'
import { type FactReader, findReader, type ReadingKey } from './fact-reader.ts'
import { listPlannedStages, type PlannedSource, type PlannedStage } from './list-planned-stages.ts'
import { toPaceId } from './pace.ts'

/** A row as it should be, with what the worker needs to ask it. */
export interface PlannedReading extends ReadingKey {
  readonly planned: PlannedSource
  readonly reader: FactReader
  /** Counted against the budget of the account. */
  readonly calls: number
  /** Longer than the reader's own where the account's budget demands it. */
  readonly intervalSeconds: number
  readonly ttlSeconds: number
}

/** Readings by `toReadingId`. */
export type ReadingPlan = ReadonlyMap<string, PlannedReading>

export function toReadingId({ stageId, source, fact }: ReadingKey): string {
  return `${stageId} ${source} ${fact}`
}

/**
 * Makes the table of readings what the catalog asks for: rows come, go with their stage or source, and start anew when
 * another target is asked. A second call changes nothing.
 */
export async function planReadings(
  run: RunSql,
  readers: readonly FactReader[],
): Promise<{ readonly plan: ReadingPlan; readonly changedStageIds: readonly string[] }> {
  const stages = await listPlannedStages(run)
  const keys = await listKeys(run, stages, readers)
  const plan = toPlan(stages, keys, readers)
  return { plan, changedStageIds: await writePlan(run, [...plan.values()]) }
}

async function listKeys(
  run: RunSql,
  stages: readonly PlannedStage[],
  readers: readonly FactReader[],
): Promise<readonly ReadingKey[]> {
  const keys: ReadingKey[] = []
  for (const { plan, fact } of readers) {
    if (typeof plan === 'function') keys.push(...(await plan(run, stages)))
    else keys.push(...stages.flatMap((stage) => listKeysOf(stage, fact, plan)))
  }
  return keys
}

type Members = Exclude<FactReader['plan'], (...args: never[]) => unknown>

function listKeysOf(
  { stageId, sources }: PlannedStage,
  fact: string,
  members: Members,
): ReadingKey[] {
  return sources
    .filter(({ kind }) => canTell(findKind(kind), members))
    .map(({ source }) => ({ stageId, source, fact }))
}

function canTell(kind: PlatformKind | null, members: Members): boolean {
  if (kind === null || members === 'every-source') return kind !== null
  return members === 'log-retention' ? kind.tellsLogRetention : kind.members.includes(members)
}

/** Pure: what is asked of whom, how often, so that every account stays within its budget. */
export function toPlan(
  stages: readonly PlannedStage[],
  keys: readonly ReadingKey[],
  readers: readonly FactReader[],
): ReadingPlan {
  const byStage = new Map(stages.map((stage) => [stage.stageId, stage.sources]))
  const wanted = keys.flatMap((key) => {
    const planned = byStage.get(key.stageId)?.find(({ source }) => source === key.source)
    const reader = findReader(readers, key.fact)
    return planned && reader ? [{ ...key, planned, reader, calls: toCalls(planned, reader) }] : []
  })
  const budgets = Map.groupBy(wanted, ({ planned }) => planned.budgetKey)
  return new Map(
    [...budgets].flatMap(([budgetKey, readings]) => {
      const stretch = findStretch(budgetKey, readings)
      return readings.map((reading) => [toReadingId(reading), toPaced(reading, stretch)] as const)
    }),
  )
}

function toCalls({ kind, components }: PlannedSource, reader: FactReader): number {
  const known = findKind(kind)
  return (known && countCalls(known, reader.fact, components.length)) ?? reader.calls
}

type Wanted = Omit<PlannedReading, 'intervalSeconds' | 'ttlSeconds'>

function findStretch(budgetKey: string, readings: readonly Wanted[]): number {
  const quota = findQuota(budgetKey)
  if (!quota) return 1
  const asked = new Map(
    readings.map((reading) => {
      const { calls, reader } = reading
      return [toQuestion(reading), { calls, intervalSeconds: reader.intervalSeconds }]
    }),
  )
  return stretchOf(quota, [...asked.values()])
}

/** Readings with the same question are answered together. */
export function toQuestion({ planned, reader, fact, stageId }: Wanted): string {
  return `${planned.targetHash} ${fact} ${reader.isShared ? '' : stageId}`
}

function toPaced(reading: Wanted, stretch: number): PlannedReading {
  const { intervalSeconds, ttlSeconds } = reading.reader
  return {
    ...reading,
    intervalSeconds: Math.ceil(intervalSeconds * stretch),
    ttlSeconds: Math.ceil(ttlSeconds * stretch),
  }
}

async function writePlan(run: RunSql, plan: readonly PlannedReading[]): Promise<string[]> {
  const nowMs = Date.now()
  const rows = plan.map(({ stageId, source, fact, planned, intervalSeconds, ttlSeconds }) => ({
    ...{ stageId, source, fact, ttlSeconds, targetHash: planned.targetHash },
    firstMs: firstSlot(
      { id: toPaceId(planned.targetHash, fact), intervalMs: intervalSeconds * 1_000 },
      nowMs,
      plan.length,
    ),
  }))
  const json = JSON.stringify(rows)
  const removed = await run<Pick<ReadingKey, 'stageId'>>(removeSql, [json])
  const written = await run<Pick<ReadingKey, 'stageId'>>(upsertSql, [json])
  return [...removed, ...written].map(({ stageId }) => stageId)
}

const columns = `"stageId" uuid, source text, fact text, "ttlSeconds" int, "targetHash" text, "firstMs" float8`

const removeSql = `
DELETE FROM reading r WHERE NOT EXISTS (
  SELECT 1 FROM jsonb_to_recordset($1::jsonb) AS p(${columns})
  WHERE p."stageId" = r.stage_id AND p.source = r.source AND p.fact = r.fact)
RETURNING r.stage_id AS "stageId"`

const upsertSql = `
INSERT INTO reading AS r (stage_id, source, fact, ttl_seconds, target_hash, next_at)
SELECT p."stageId", p.source, p.fact, p."ttlSeconds", p."targetHash", to_timestamp(p."firstMs" / 1000)
FROM jsonb_to_recordset($1::jsonb) AS p(${columns})
JOIN stage g ON g.id = p."stageId"
ORDER BY 1, 2, 3
ON CONFLICT (stage_id, source, fact) DO UPDATE SET
  ttl_seconds = excluded.ttl_seconds, target_hash = excluded.target_hash,
  value = CASE WHEN r.target_hash = excluded.target_hash THEN r.value END,
  observed_at = CASE WHEN r.target_hash = excluded.target_hash THEN r.observed_at END,
  failure = CASE WHEN r.target_hash = excluded.target_hash THEN r.failure END,
  failures = CASE WHEN r.target_hash = excluded.target_hash THEN r.failures ELSE 0 END,
  next_at = CASE WHEN r.target_hash = excluded.target_hash THEN r.next_at ELSE now() END,
  leased_until = CASE WHEN r.target_hash = excluded.target_hash THEN r.leased_until END
WHERE r.ttl_seconds <> excluded.ttl_seconds OR r.target_hash <> excluded.target_hash
RETURNING r.stage_id AS "stageId"`
