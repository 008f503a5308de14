import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { listVisibleSystemIds } from '#lib/documents/index.ts'
import type { DecisionReviews } from './answers/summary.ts'
import { readSummaries } from './read/summaries.ts'

const sql = `
SELECT d.id, current_date - d.review_on AS "overdueDays"
FROM decision d JOIN document t ON t.id = d.document_id
WHERE d.review_on <= current_date AND d.status IN ('proposed', 'accepted') AND d.removed_at IS NULL
  AND ($1::uuid[] IS NULL OR t.system_id IS NULL OR t.system_id = ANY($1))
ORDER BY d.review_on, d.id LIMIT 500`

/** Records whose review date has come, longest overdue first. */
export async function listDecisionReviews(ctx: Context): Promise<DecisionReviews> {
  requirePermission(ctx, 'decision:read')
  const visible = await listVisibleSystemIds(ctx)
  const { rows } = await getPool().query<{ id: string; overdueDays: number }>(sql, [visible])
  const summaries = await readSummaries(
    rows.map(({ id }) => id),
    visible,
  )
  return {
    items: rows.flatMap(({ id, overdueDays }) => {
      const summary = summaries.get(id)
      return summary ? [{ ...summary, excerpt: null, overdueDays }] : []
    }),
  }
}
