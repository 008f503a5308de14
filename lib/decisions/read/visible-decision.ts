import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { Subject } from '#lib/core/permissions.ts'
import { isVisible } from '#lib/documents/index.ts'

export interface VisibleDecision {
  readonly id: string
  readonly documentId: string
  readonly number: string
  readonly systemId: string | null
  readonly subject: Subject | null
}

interface Row extends Omit<VisibleDecision, 'subject'> {
  readonly systemSlug: string | null
  readonly teamSlug: string | null
}

/** Throws `not_found` for a record that does not exist, was removed, or belongs to a system the actor may not see. */
export async function getVisibleDecision(ctx: Context, id: string): Promise<VisibleDecision> {
  const { rows } = await getPool().query<Row>(
    `SELECT d.id, d.document_id AS "documentId", d.number, t.system_id AS "systemId", s.slug AS "systemSlug",
       e.slug AS "teamSlug"
     FROM decision d JOIN document t ON t.id = d.document_id
       LEFT JOIN system s ON s.id = t.system_id LEFT JOIN team e ON e.id = s.team_id
     WHERE (d.id = $1 OR lower(d.id) = lower($1)) AND d.removed_at IS NULL AND t.removed_at IS NULL
     ORDER BY d.id = $1 DESC LIMIT 1`,
    [id],
  )
  const [row] = rows
  if (row) {
    const { systemSlug, teamSlug, ...decision } = row
    const subject = systemSlug && teamSlug ? { systemSlug, teamSlug } : null
    if (isVisible(ctx, subject)) return { ...decision, subject }
  }
  throw notFound(`The record "${id}"`)
}
