import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { canSee, hasPermission, type Subject } from '#lib/core/permissions.ts'

export interface StoredDocument {
  readonly id: string
  readonly home: 'portal' | 'repository'
  readonly systemId: string | null
  readonly systemSlug: string | null
  readonly repository: string | null
  readonly path: string | null
  readonly branch: string | null
  readonly title: string
  readonly content: string
  readonly contentHash: string
  readonly version: number
  readonly baseContent: string | null
  readonly baseBlobSha: string | null
  readonly readAt: Date | null
  readonly failure: { readonly reason: string; readonly message: string } | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly updatedBy: string
  readonly updatedAt: Date
}

export interface VisibleDocument {
  readonly document: StoredDocument
  /** Null for a document of no system. */
  readonly subject: Subject | null
}

type Row = StoredDocument & { readonly teamSlug: string | null }

/** Throws `not_found` for what does not exist, was removed, or belongs to a system the actor may not see. */
export async function getVisibleDocument(ctx: Context, id: string): Promise<VisibleDocument> {
  const { rows } = await getPool().query<Row>(`${documentSql} AND d.id = $1::uuid`, [id])
  const [row] = rows
  const found = row && toVisible(row)
  if (!found || !isVisible(ctx, found.subject)) throw notFound('This document')
  return found
}

export function isVisible(ctx: Context, subject: Subject | null): boolean {
  return subject ? canSee(ctx, subject) : hasPermission(ctx, 'decision:read')
}

function toVisible({ teamSlug, ...document }: Row): VisibleDocument {
  const { systemSlug } = document
  return { document, subject: systemSlug && teamSlug ? { systemSlug, teamSlug } : null }
}

const documentSql = `
SELECT d.id, d.home, d.system_id AS "systemId", s.slug AS "systemSlug", t.slug AS "teamSlug", d.repository, d.path,
  d.branch, d.title, d.content, d.content_hash AS "contentHash", d.version, d.base_content AS "baseContent",
  d.base_blob_sha AS "baseBlobSha", d.read_at AS "readAt", d.failure, d.created_by AS "createdBy",
  d.created_at AS "createdAt", d.updated_by AS "updatedBy", d.updated_at AS "updatedAt"
FROM document d LEFT JOIN system s ON s.id = d.system_id LEFT JOIN team t ON t.id = s.team_id
WHERE d.removed_at IS NULL`
