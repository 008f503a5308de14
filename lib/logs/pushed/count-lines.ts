import 'server-only'
import { getPool } from '#lib/core/db.ts'
import type { LogLevel } from '../words.ts'
import { fromStoredLevel, toStoredLevel } from './stored-level.ts'

export interface CountQuery {
  readonly from: Date
  readonly to: Date
  readonly bucketSeconds: number
  readonly levels: readonly (LogLevel | null)[] | null
  readonly components: readonly string[] | null
}

export interface LineCount {
  readonly at: Date
  readonly level: LogLevel | null
  readonly lines: number
}

/** Buckets narrower than a minute are counted from the lines themselves, of which a short window has few. */
export async function countLines(stageId: string, query: CountQuery): Promise<LineCount[]> {
  const { from, to, bucketSeconds, levels, components } = query
  const { rows } = await getPool().query<{ at: Date; level: number; lines: number }>(
    bucketSeconds < 60 ? linesSql : minutesSql,
    [stageId, from, to, bucketSeconds, levels?.map(toStoredLevel) ?? null, components],
  )
  return rows.map(({ at, level, lines }) => ({ at, lines, level: fromStoredLevel(level) }))
}

const minutesSql = `
SELECT to_timestamp(floor(extract(epoch FROM at) / $4) * $4) AS at, level, sum(lines)::int AS lines
FROM pushed_log_minute
WHERE stage_id = $1 AND at >= date_trunc('minute', $2::timestamptz) AND at < $3
  AND ($5::smallint[] IS NULL OR level = ANY($5)) AND ($6::text[] IS NULL OR component = ANY($6))
GROUP BY 1, 2`

const linesSql = `
SELECT to_timestamp(floor(extract(epoch FROM at) / $4) * $4) AS at, level, count(*)::int AS lines
FROM pushed_log
WHERE stage_id = $1 AND at >= $2 AND at < $3
  AND ($5::smallint[] IS NULL OR level = ANY($5)) AND ($6::text[] IS NULL OR component = ANY($6))
GROUP BY 1, 2`
