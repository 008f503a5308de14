import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { listVisibleSystemIds } from '#lib/documents/index.ts'
import type { DecisionStatus } from '#lib/documents/words.ts'
import type { DecisionGraph } from './answers/summary.ts'
import { readSupersessions } from './read/links.ts'

interface Row {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly status: DecisionStatus
  readonly slug: string | null
  readonly name: string | null
  readonly recordedOn: string | null
  readonly decidedOn: string | null
}

const sql = `
SELECT d.id, d.number, d.title, d.status, s.slug, s.name, d.recorded_on::text AS "recordedOn",
  d.decided_on::text AS "decidedOn"
FROM decision d JOIN document t ON t.id = d.document_id LEFT JOIN system s ON s.id = t.system_id
WHERE d.removed_at IS NULL AND ($1::uuid[] IS NULL OR t.system_id IS NULL OR t.system_id = ANY($1))
ORDER BY coalesce(d.decided_on, d.recorded_on, d.created_at::date), d.id LIMIT 10000`

/** Every record the actor may see and which takes whose place, oldest first. */
export async function getDecisionGraph(ctx: Context): Promise<DecisionGraph> {
  requirePermission(ctx, 'decision:read')
  const visible = await listVisibleSystemIds(ctx)
  const [{ rows }, edges] = await Promise.all([
    getPool().query<Row>(sql, [visible]),
    readSupersessions(visible),
  ])
  return {
    nodes: rows.map(({ slug, name, ...row }) => ({
      ...row,
      system: slug && name ? { slug, name } : null,
    })),
    edges: edges.map(({ newer, older }) => ({ newer, older })),
  }
}
