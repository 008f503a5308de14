import type pg from 'pg'
import type { HistoryRange } from '../types.ts'

/** Sums of one probe's samples within one period. */
export interface HistoryRow {
  readonly probeId: number
  /** Index of the period, oldest first. */
  readonly bucket: number
  readonly samples: number
  readonly good: number
  readonly timed: number
  readonly durationSumMs: number
  readonly durationMaxMs: number
}

export interface History {
  readonly from: Date
  readonly to: Date
  readonly bucketSeconds: number
  readonly bucketCount: number
  readonly rows: readonly HistoryRow[]
}

type Level = 'minute' | 'hour' | 'day'

interface RangeShape {
  readonly level: Level
  readonly bucketSeconds: number
  readonly bucketCount: number
}

const shapes: Readonly<Record<HistoryRange, RangeShape>> = {
  '24h': { level: 'minute', bucketSeconds: 900, bucketCount: 96 },
  '7d': { level: 'hour', bucketSeconds: 7_200, bucketCount: 84 },
  '90d': { level: 'day', bucketSeconds: 86_400, bucketCount: 90 },
}

/** Reads the history of a stage's probes in periods that end with the one going on. */
export async function readHistory(
  pool: pg.Pool,
  stageId: string,
  range: HistoryRange,
): Promise<History> {
  const { level, bucketSeconds, bucketCount } = shapes[range]
  const bounds = await pool.query<{ from: Date; now: Date }>(boundsSql, [
    bucketSeconds,
    bucketCount,
  ])
  const [{ from, now } = { from: new Date(0), now: new Date(0) }] = bounds.rows
  const { rows } = await pool.query<HistoryRow>(historySql(level), [
    stageId,
    from,
    bucketSeconds,
    level,
  ])
  return { from, to: now, bucketSeconds, bucketCount, rows }
}

// Periods start at multiples of their length since 1970, so that they do not move while somebody watches.
const boundsSql = `
SELECT to_timestamp((floor(extract(epoch FROM now()) / $1) - $2 + 1) * $1) AS "from", now() AS now`

const columns = 'probe_id, at, samples, good, timed, duration_sum_ms, duration_max_ms'

// What each level is rolled up from, read for the time that is not rolled up yet: a history ends now, not a while ago.
const newest: Readonly<Record<Level, string>> = {
  minute: `SELECT probe_id, at, 1 AS samples, (outcome > 0)::int AS good, (duration_ms IS NOT NULL)::int AS timed,
    coalesce(duration_ms, 0) AS duration_sum_ms, coalesce(duration_ms, 0) AS duration_max_ms FROM probe_sample`,
  hour: `SELECT ${columns} FROM probe_minute`,
  day: `SELECT ${columns} FROM probe_hour`,
}

const historySql = (level: Level) => `
WITH done AS (
  SELECT greatest($2::timestamptz, date_trunc($4, max(through), 'UTC')) AS through FROM sample_rollup WHERE level = $4),
h AS (
  SELECT ${columns} FROM probe_${level} WHERE at >= $2 AND at < (SELECT through FROM done)
  UNION ALL
  SELECT * FROM (${newest[level]}) AS n WHERE at >= (SELECT through FROM done))
SELECT h.probe_id AS "probeId", floor(extract(epoch FROM h.at - $2::timestamptz) / $3)::int AS bucket,
       sum(h.samples)::int AS samples, sum(h.good)::int AS good, sum(h.timed)::int AS timed,
       sum(h.duration_sum_ms)::float8 AS "durationSumMs", max(h.duration_max_ms) AS "durationMaxMs"
FROM h
WHERE h.probe_id IN (SELECT id FROM probe WHERE stage_id = $1 AND removed_at IS NULL)
GROUP BY 1, 2`
