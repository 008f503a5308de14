import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { observe } from '#lib/core/mutate.ts'

/** Writes what is broken on each stage beside its other facts; stages on which nothing moved are not touched. */
export async function projectStageDecisions(ctx: Context): Promise<void> {
  await observe(ctx, async (tx) => {
    const moved = await tx.$queryRawUnsafe<{ key: string; systemId: string }[]>(projectSql)
    return {
      result: null,
      changes: moved.flatMap(({ key, systemId }) => [
        { topic: 'stage' as const, key, systemId },
        { topic: 'board' as const, key, systemId },
      ]),
    }
  })
}

const projectSql = `
WITH broken AS (
  SELECT (b->>'stageId')::uuid AS stage_id, d.id, d.number, d.title,
    jsonb_agg(b - 'stageId') AS items
  FROM decision d CROSS JOIN LATERAL jsonb_array_elements(d.watch) AS b
  WHERE d.removed_at IS NULL AND d.status = 'accepted'
  GROUP BY 1, d.id, d.number, d.title),
wanted AS (
  SELECT stage_id,
    jsonb_agg(jsonb_build_object('id', id, 'number', number, 'title', title, 'broken', items) ORDER BY id) AS decisions
  FROM broken GROUP BY stage_id)
UPDATE stage_state s SET decisions = coalesce(w.decisions, '[]'), updated_at = now()
FROM stage_state o JOIN stage g ON g.id = o.stage_id JOIN system y ON y.id = g.system_id
LEFT JOIN wanted w ON w.stage_id = o.stage_id
WHERE s.stage_id = o.stage_id AND o.decisions IS DISTINCT FROM coalesce(w.decisions, '[]')
RETURNING y.slug || '/' || g.slug AS key, y.id AS "systemId"`
