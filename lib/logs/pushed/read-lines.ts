import { getPool } from '#lib/core/db.ts'
import type { Arrival } from './arrivals.ts'
import { type Search, toFilterValues } from './line-test.ts'
import { searchLines } from './search-lines.ts'
import { lineColumns, type NewestLines, type StoredLine } from './stored-line.ts'

/** Newest lines first, found in the way that suits the question: by time, by the minutes that hold any, or by text. */
export async function readNewest(query: Search): Promise<NewestLines> {
  if (query.text || query.pattern || query.not) return searchLines(query)
  const read = query.levels || query.components ? readMinutes : readTime
  return { lines: await read(query), searchedTo: null }
}

async function readTime({ stageId, from, to, limit }: Search): Promise<StoredLine[]> {
  const { rows } = await getPool().query<StoredLine>(
    `SELECT ${lineColumns} FROM pushed_log WHERE stage_id = $1 AND at >= $2 AND at < $3
     ORDER BY at DESC, pushed_log.id DESC LIMIT $4`,
    [stageId, from, to, limit],
  )
  return rows
}

/** Lines of a level or component may be rare: only minutes known to hold enough of them are read. */
async function readMinutes(query: Search): Promise<StoredLine[]> {
  const { rows } = await getPool().query<StoredLine>(minutesSql, [
    ...[query.stageId, query.from, query.to, ...toFilterValues(query), query.limit],
  ])
  return rows
}

// Of the minute the window ends in not every line counts.
const minutesSql = `
SELECT l.* FROM (
  SELECT at FROM (
    SELECT at, sum(sum(lines) FILTER (WHERE at + interval '1 minute' <= $3)) OVER (ORDER BY at DESC) AS lines,
           sum(lines) AS own
    FROM pushed_log_minute
    WHERE stage_id = $1 AND at >= date_trunc('minute', $2::timestamptz) AND at < $3
      AND ($4::smallint[] IS NULL OR level = ANY($4)) AND ($5::text[] IS NULL OR component = ANY($5))
    GROUP BY at
  ) counted WHERE coalesce(lines, 0) - own < $6
) m CROSS JOIN LATERAL (
  SELECT ${lineColumns} FROM pushed_log
  WHERE stage_id = $1 AND at >= greatest(m.at, $2) AND at < least(m.at + interval '1 minute', $3)
    AND ($4::smallint[] IS NULL OR level = ANY($4)) AND ($5::text[] IS NULL OR component = ANY($5))
  ORDER BY at DESC, pushed_log.id DESC LIMIT $6
) l ORDER BY m.at DESC, l.at DESC, l.id::bigint DESC LIMIT $6`

/** Lines that one statement stored. */
export async function readArrived(
  arrival: Arrival & { readonly components: readonly string[] | null },
): Promise<readonly StoredLine[]> {
  const { rows } = await getPool().query<StoredLine>(
    `SELECT ${lineColumns} FROM pushed_log
     WHERE stage_id = $1 AND at >= $2 AND at <= $3 AND pushed_log.id BETWEEN $4 AND $5
       AND ($6::text[] IS NULL OR component = ANY($6))
     ORDER BY at, pushed_log.id LIMIT 2000`,
    [
      arrival.stageId,
      arrival.from,
      arrival.to,
      arrival.firstId,
      arrival.lastId,
      arrival.components,
    ],
  )
  return rows
}
