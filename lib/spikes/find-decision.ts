import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { Subject } from '#lib/core/permissions.ts'
import { isVisible } from '#lib/documents/index.ts'

/** The record a spike feeds, as far as a spike needs it. */
export interface DecisionSubject {
  readonly id: string
  readonly number: string
  readonly systemSlug: string | null
  readonly subject: Subject | null
}

/** Throws `not_found` for one that does not exist, was removed, or belongs to a system the actor may not see. */
export async function getDecisionSubject(
  ctx: Context,
  { id }: { readonly id: string },
): Promise<DecisionSubject> {
  const { rows } = await getPool().query<DecisionSubject & { teamSlug: string | null }>(sql, [id])
  const [row] = rows
  if (row) {
    const { teamSlug, ...decision } = row
    const { systemSlug } = decision
    const subject = systemSlug && teamSlug ? { systemSlug, teamSlug } : null
    if (isVisible(ctx, subject)) return { ...decision, subject }
  }
  throw notFound(`The record "${id}"`)
}

const sql = `
SELECT d.id, d.number, s.slug AS "systemSlug", e.slug AS "teamSlug"
FROM decision d JOIN document t ON t.id = d.document_id
LEFT JOIN system s ON s.id = t.system_id LEFT JOIN team e ON e.id = s.team_id
WHERE lower(d.id) = lower($1) AND d.removed_at IS NULL AND t.removed_at IS NULL`
