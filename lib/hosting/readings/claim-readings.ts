import type { RunSql } from '#lib/core/run-sql.ts'
import { findQuota, spend } from './budget.ts'
import type { ReadingKey } from './fact-reader.ts'
import { type PlannedReading, type ReadingPlan, toQuestion, toReadingId } from './plan-readings.ts'

/** A row this worker alone may ask until its lease ends. */
export interface ClaimedReading {
  readonly reading: PlannedReading
  /** Ends the lease; a write that carries another one changes nothing. */
  readonly lease: string
  readonly failures: number
}

type DueRow = ReadingKey & { readonly failures: number }

export interface ClaimOptions {
  /** Questions that may be started in all. */
  readonly slots: number
  /** Questions that may be started of one budget. */
  readonly roomOf: (budgetKey: string) => number
  readonly leaseMs: number
}

/** Rows looked at, so that one account's backlog does not hide what others could be asked. */
const lookAhead = 400
const noRoomMs = 3_000

interface Wave {
  readonly budgetKey: string
  readonly cost: number
  readonly readings: readonly PlannedReading[]
}

/**
 * Takes rows that are due as far as the budgets of their accounts go, and puts off the others. Rows another worker is
 * taking at this moment are skipped; rows with the same question come together and cost once. In one transaction.
 */
export async function claimReadings(
  run: RunSql,
  plan: ReadingPlan,
  { slots, roomOf, leaseMs }: ClaimOptions,
): Promise<readonly (readonly ClaimedReading[])[]> {
  const due = await run<DueRow>(dueSql, [lookAhead])
  if (due.length === 0) return []
  const failures = new Map(due.map((row) => [toReadingId(row), row.failures]))
  const known = due.flatMap((row) => plan.get(toReadingId(row)) ?? [])
  const unknown = due.filter((row) => !plan.has(toReadingId(row)))
  // A row that came after the plan was made waits for the next plan.
  await postpone(run, unknown, 10_000)
  const granted: Wave[] = []
  for (const [budgetKey, readings] of toSortedGroups(known)) {
    const waves = toWaves(budgetKey, readings)
    const room = Math.max(0, Math.min(slots - granted.length, roomOf(budgetKey)))
    granted.push(...(await grant(run, budgetKey, waves.slice(0, room))))
    // Out of the way of others that are due; a hanging account must not hide them.
    await postpone(
      run,
      waves.slice(room).flatMap((wave) => wave.readings),
      noRoomMs,
    )
  }
  const leases = await lease(
    run,
    granted.flatMap((wave) => wave.readings),
    leaseMs,
  )
  return granted.map((wave) =>
    wave.readings.flatMap((reading) => {
      const id = toReadingId(reading)
      const until = leases.get(id)
      return until ? [{ reading, lease: until, failures: failures.get(id) ?? 0 }] : []
    }),
  )
}

// Always in the same order, so that two workers that lock several budgets cannot wait for each other.
function toSortedGroups(readings: readonly PlannedReading[]) {
  const groups = Map.groupBy(readings, ({ planned }) => planned.budgetKey)
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function toWaves(budgetKey: string, readings: readonly PlannedReading[]): readonly Wave[] {
  // What is asked most often matters most: in a backlog releases come before rights.
  const ordered = readings.toSorted((a, b) => a.intervalSeconds - b.intervalSeconds)
  return [...Map.groupBy(ordered, toQuestion).values()].map((same) => ({
    budgetKey,
    cost: Math.max(...same.map(({ calls }) => calls)),
    readings: same,
  }))
}

async function grant(run: RunSql, budgetKey: string, waves: readonly Wave[]) {
  const quota = findQuota(budgetKey)
  if (!quota) return waves
  await run(insertBudgetSql, [budgetKey, quota.burst])
  const [budget] = await run<{ tokens: number; idleMs: number }>(lockBudgetSql, [budgetKey])
  if (!budget) return []
  const { tokens, waits } = spend(
    quota,
    budget,
    waves.map(({ cost }) => cost),
  )
  await run(writeBudgetSql, [budgetKey, tokens])
  for (const [index, waitMs] of waits.entries()) {
    if (waitMs !== null) await postpone(run, waves[index]?.readings ?? [], waitMs)
  }
  return waves.filter((_, index) => waits[index] === null)
}

/** Makes an account wait as long as the platform asked for, whoever asks. */
export async function pauseBudget(run: RunSql, budgetKey: string, seconds: number): Promise<void> {
  const quota = findQuota(budgetKey)
  if (!quota) return
  await run(insertBudgetSql, [budgetKey, quota.burst])
  await run(pauseBudgetSql, [budgetKey, (-quota.perMinute * seconds) / 60])
}

/** Gives rows back unasked, to be taken by whoever comes next. */
export async function releaseReadings(
  run: RunSql,
  claimed: readonly ClaimedReading[],
): Promise<void> {
  const rows = claimed.map(({ reading: { stageId, source, fact }, lease: until }) => ({
    ...{ stageId, source, fact, until },
  }))
  await run(releaseSql, [JSON.stringify(rows)])
}

async function postpone(run: RunSql, rows: readonly ReadingKey[], waitMs: number) {
  if (rows.length === 0) return
  const keys = rows.map(({ stageId, source, fact }) => ({ stageId, source, fact }))
  await run(postponeSql, [JSON.stringify(keys), waitMs])
}

async function lease(run: RunSql, readings: readonly PlannedReading[], leaseMs: number) {
  if (readings.length === 0) return new Map<string, string>()
  const keys = readings.map(({ stageId, source, fact }) => ({ stageId, source, fact }))
  const rows = await run<ReadingKey & { until: string }>(leaseSql, [JSON.stringify(keys), leaseMs])
  return new Map(rows.map((row) => [toReadingId(row), row.until]))
}

const dueSql = `
SELECT stage_id AS "stageId", source, fact, failures FROM reading
WHERE next_at <= now() AND (leased_until IS NULL OR leased_until <= now())
ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED`

const keyColumns = '"stageId" uuid, source text, fact text'

const postponeSql = `
UPDATE reading r SET next_at = now() + $2 * interval '1 ms'
FROM jsonb_to_recordset($1::jsonb) AS k(${keyColumns})
WHERE r.stage_id = k."stageId" AND r.source = k.source AND r.fact = k.fact`

const leaseSql = `
UPDATE reading r SET leased_until = clock_timestamp() + $2 * interval '1 ms', attempted_at = clock_timestamp()
FROM jsonb_to_recordset($1::jsonb) AS k(${keyColumns})
WHERE r.stage_id = k."stageId" AND r.source = k.source AND r.fact = k.fact
RETURNING r.stage_id AS "stageId", r.source, r.fact, r.leased_until::text AS until`

const releaseSql = `
UPDATE reading r SET leased_until = NULL, next_at = now()
FROM jsonb_to_recordset($1::jsonb) AS k(${keyColumns}, until timestamptz)
WHERE r.stage_id = k."stageId" AND r.source = k.source AND r.fact = k.fact AND r.leased_until = k.until`

const insertBudgetSql = `
INSERT INTO api_budget (key, tokens, refilled_at) VALUES ($1, $2, clock_timestamp()) ON CONFLICT DO NOTHING`

const lockBudgetSql = `
SELECT tokens, (extract(epoch FROM clock_timestamp() - refilled_at) * 1000)::float8 AS "idleMs"
FROM api_budget WHERE key = $1 FOR UPDATE`

const writeBudgetSql = `
UPDATE api_budget SET tokens = $2, refilled_at = greatest(refilled_at, clock_timestamp()) WHERE key = $1`

const pauseBudgetSql = `
UPDATE api_budget SET tokens = least(tokens, $2), refilled_at = clock_timestamp() WHERE key = $1`
