import { getPool } from '#lib/core/db.ts'

/** A proposal with what has to be known to carry it. */
export interface LoadedProposal {
  readonly id: string
  readonly documentId: string
  readonly systemId: string | null
  readonly state: string
  readonly version: number
  readonly branch: string
  readonly number: number | null
  readonly author: string
  readonly reason: string
  readonly title: string
  readonly content: string
  readonly repository: string
  readonly path: string
  readonly baseBranch: string | null
  readonly baseBlobSha: string | null
}

/** Null when there is nothing to carry any more. */
export async function findProposal(id: string): Promise<LoadedProposal | null> {
  const { rows } = await getPool().query<LoadedProposal>(
    `SELECT p.id, p.document_id AS "documentId", d.system_id AS "systemId", p.state, d.version, p.branch, p.number,
       p.author, p.reason, d.title, d.content, d.repository, d.path, d.branch AS "baseBranch",
       d.base_blob_sha AS "baseBlobSha"
     FROM document_proposal p JOIN document d ON d.id = p.document_id
     WHERE p.id = $1::uuid AND d.home = 'repository' AND d.repository IS NOT NULL AND d.path IS NOT NULL
       AND d.removed_at IS NULL`,
    [id],
  )
  return rows[0] ?? null
}

/** Blobs this document had in any version, newest first; a file with one of them is ours. */
export async function listOwnTexts(documentId: string): Promise<readonly string[]> {
  const { rows } = await getPool().query<{ content: string }>(
    `SELECT content FROM document_version WHERE document_id = $1::uuid ORDER BY number DESC LIMIT 50`,
    [documentId],
  )
  return rows.map(({ content }) => content)
}
