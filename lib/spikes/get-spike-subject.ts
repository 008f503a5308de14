import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { Subject } from '#lib/core/permissions.ts'
import { isVisible } from '#lib/documents/index.ts'
import type { SpikeState } from './words.ts'

/** A spike with the text it is read from, and whose it is. */
export interface SpikeSubject {
  readonly id: string
  readonly decisionId: string
  readonly documentId: string
  readonly stageId: string | null
  readonly title: string
  readonly state: SpikeState
  readonly content: string
  readonly version: number
  readonly systemId: string | null
  /** Null for a document of no system: everybody with a role may read it. */
  readonly subject: Subject | null
}

/** Throws `not_found` for a spike that does not exist, was removed, or belongs to a system the actor may not see. */
export async function getSpikeSubject(
  ctx: Context,
  { spike }: { readonly spike: string },
): Promise<SpikeSubject> {
  const { rows } = await getPool().query<SpikeRow>(subjectSql, [spike])
  const [row] = rows
  const found = row && toSubject(row)
  if (!found || !isVisible(ctx, found.subject)) throw notFound('This spike')
  return found
}

type SpikeRow = Omit<SpikeSubject, 'subject'> & {
  readonly systemSlug: string | null
  readonly teamSlug: string | null
}

function toSubject({ systemSlug, teamSlug, ...row }: SpikeRow): SpikeSubject {
  return { ...row, subject: systemSlug && teamSlug ? { systemSlug, teamSlug } : null }
}

const subjectSql = `
SELECT k.id, k.decision_id AS "decisionId", k.document_id AS "documentId", k.stage_id AS "stageId", k.title, k.state,
  d.content, d.version, d.system_id AS "systemId", s.slug AS "systemSlug", t.slug AS "teamSlug"
FROM spike k JOIN document d ON d.id = k.document_id
LEFT JOIN system s ON s.id = d.system_id LEFT JOIN team t ON t.id = s.team_id
WHERE k.id = $1::uuid AND k.removed_at IS NULL AND d.removed_at IS NULL`
