import 'server-only'
import { getPool } from '#lib/core/db.ts'

export interface StageDurations {
  /** Median of past successes; null without any. */
  readonly usualSeconds: number | null
  /** 95th percentile of the same. */
  readonly slowSeconds: number | null
}

/** How long the newest twenty successes of each stage took, by stage id. */
export async function readDurations(
  stageIds: readonly string[],
): Promise<ReadonlyMap<string, StageDurations>> {
  if (stageIds.length === 0) return new Map()
  const { rows } = await getPool().query<StageDurations & { stageId: string }>(sql, [stageIds])
  return new Map(rows.map(({ stageId, ...durations }) => [stageId, durations]))
}

const sql = `
SELECT g.id AS "stageId", round(percentile_cont(0.5) WITHIN GROUP (ORDER BY p.seconds))::int AS "usualSeconds",
  round(percentile_cont(0.95) WITHIN GROUP (ORDER BY p.seconds))::int AS "slowSeconds"
FROM unnest($1::uuid[]) AS g(id), LATERAL (
  SELECT extract(epoch FROM finished_at - created_at) AS seconds FROM deployment
  WHERE stage_id = g.id AND state = 'succeeded' AND kind <> 'external' AND finished_at IS NOT NULL
  ORDER BY created_at DESC LIMIT 20) p
GROUP BY g.id`
