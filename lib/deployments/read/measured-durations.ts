import 'server-only'
import { getPool } from '#lib/core/db.ts'

/** How long successes of one kind took, from the request to the verified end. */
export interface MeasuredDurations {
  readonly count: number
  readonly medianSeconds: number | null
  readonly newestSeconds: number | null
  readonly newestAt: Date | null
}

/** The newest twenty successes of a stage; `seconds` bounds how far back, null does not. */
export async function readMeasuredDurations(query: {
  readonly stageId: string
  readonly kind: 'deployment' | 'rollback'
  readonly seconds: number | null
}): Promise<MeasuredDurations> {
  const { rows } = await getPool().query<MeasuredDurations>(durationsSql, [
    query.stageId,
    query.kind,
    query.seconds,
  ])
  return rows[0] ?? { count: 0, medianSeconds: null, newestSeconds: null, newestAt: null }
}

/** From the first request to deploy a stage to its first verified success; null before that. */
export async function readTimeToRunning(
  stageId: string,
): Promise<{ readonly seconds: number; readonly at: Date } | null> {
  const { rows } = await getPool().query<{ seconds: number; at: Date }>(runningSql, [stageId])
  return rows[0] ?? null
}

const durationsSql = `
WITH ended AS (
  SELECT extract(epoch FROM finished_at - created_at)::float8 AS seconds, finished_at FROM deployment
  WHERE stage_id = $1::uuid AND kind = $2 AND state = 'succeeded' AND finished_at IS NOT NULL
    AND ($3::float8 IS NULL OR finished_at >= now() - $3 * interval '1 s')
  ORDER BY finished_at DESC LIMIT 20)
SELECT count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)::float8 AS "medianSeconds",
  (SELECT seconds FROM ended ORDER BY finished_at DESC LIMIT 1) AS "newestSeconds", max(finished_at) AS "newestAt"
FROM ended`

const runningSql = `
SELECT extract(epoch FROM min(finished_at) - (SELECT min(created_at) FROM deployment WHERE stage_id = $1::uuid))::float8
  AS seconds, min(finished_at) AS at
FROM deployment
WHERE stage_id = $1::uuid AND state = 'succeeded' AND kind <> 'external' AND finished_at IS NOT NULL
HAVING min(finished_at) IS NOT NULL`
