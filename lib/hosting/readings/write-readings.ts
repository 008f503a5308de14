import type { RunSql } from '#lib/core/run-sql.ts'
import type { Answer } from './ask.ts'
import { type ClaimedReading, pauseBudget } from './claim-readings.ts'
import type { ReadingKey } from './fact-reader.ts'
import { nextAfterAnswer, nextAfterFailure, toPaceId } from './pace.ts'

/**
 * Stores one answer in every row that asked the question. A failure keeps the last good value. Rows whose lease somebody else holds by now stay as they are. Gives the rows that were written.
 */
export async function writeAnswer(
  run: RunSql,
  claimed: readonly ClaimedReading[],
  answer: Answer,
): Promise<readonly ReadingKey[]> {
  const [first] = claimed
  if (!first) return []
  const [clock] = await run<{ nowMs: number }>(clockSql, [])
  const rows = claimed.map((claim) => toRow(claim, answer, clock?.nowMs ?? Date.now()))
  const written = await run<ReadingKey>(answer.failure ? failureSql : answerSql, [
    JSON.stringify(rows),
    JSON.stringify(answer.failure ?? answer.value),
  ])
  if (answer.failure?.retryAfterSeconds) {
    await pauseBudget(run, first.reading.planned.budgetKey, answer.failure.retryAfterSeconds)
  }
  return written
}

function toRow({ reading, lease, failures }: ClaimedReading, { failure }: Answer, nowMs: number) {
  const { stageId, source, fact, planned, intervalSeconds } = reading
  const nextMs = failure
    ? nextAfterFailure({ ...failure, failures: failures + 1 }, intervalSeconds, nowMs)
    : nextAfterAnswer(toPaceId(planned.targetHash, fact), intervalSeconds, nowMs)
  return { stageId, source, fact, lease, nextMs, targetHash: planned.targetHash }
}

const rowsSql = `jsonb_to_recordset($1::jsonb)
  AS a("stageId" uuid, source text, fact text, lease timestamptz, "nextMs" float8, "targetHash" text)
WHERE r.stage_id = a."stageId" AND r.source = a.source AND r.fact = a.fact
  AND r.leased_until = a.lease AND r.target_hash = a."targetHash"
RETURNING r.stage_id AS "stageId", r.source, r.fact`

const answerSql = `
UPDATE reading r SET value = $2::jsonb, observed_at = r.attempted_at, failure = NULL, failures = 0,
  next_at = to_timestamp(a."nextMs" / 1000), leased_until = NULL
FROM ${rowsSql}`

const failureSql = `
UPDATE reading r SET failures = r.failures + 1, next_at = to_timestamp(a."nextMs" / 1000), leased_until = NULL,
  failure = $2::jsonb || jsonb_build_object('since', coalesce(r.failure->'since',
    to_jsonb(to_char(r.attempted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))
FROM ${rowsSql}`

const clockSql = `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"`
