import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type DiffHunk, diffTexts } from './diff-texts.ts'
import { getVisibleDocument } from './get-visible-document.ts'

export interface VersionSummary {
  readonly number: number
  readonly origin: string
  readonly author: string
  readonly reason: string | null
  readonly at: Date
  readonly sizeBytes: number
}

const columns = 'number, origin, author, reason, at, octet_length(content) AS "sizeBytes"'

/** Newest first. */
export async function listVersions(
  ctx: Context,
  id: string,
  { before, limit = 100 }: { readonly before?: number; readonly limit?: number } = {},
): Promise<readonly VersionSummary[]> {
  await getVisibleDocument(ctx, id)
  const { rows } = await getPool().query<VersionSummary>(
    `SELECT ${columns} FROM document_version
     WHERE document_id = $1::uuid AND ($2::int IS NULL OR number < $2) ORDER BY number DESC LIMIT $3`,
    [id, before ?? null, limit],
  )
  return rows
}

export interface DocumentVersion extends VersionSummary {
  readonly content: string
}

export async function getVersion(
  ctx: Context,
  id: string,
  number: number,
): Promise<DocumentVersion> {
  await getVisibleDocument(ctx, id)
  const { rows } = await getPool().query<DocumentVersion>(
    `SELECT ${columns}, content FROM document_version WHERE document_id = $1::uuid AND number = $2`,
    [id, number],
  )
  const [row] = rows
  if (!row) throw notFound(`Version ${number} of this document`)
  return row
}

export interface VersionDiff {
  readonly from: number
  readonly to: number
  /** Null when the texts are too different to compare in time. */
  readonly hunks: readonly DiffHunk[] | null
}

export async function diffVersions(
  ctx: Context,
  id: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<VersionDiff> {
  const [older, newer] = [await getVersion(ctx, id, from), await getVersion(ctx, id, to)]
  return { from, to, hunks: diffTexts(older.content, newer.content) }
}
