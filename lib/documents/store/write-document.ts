import { newId } from '#lib/core/ids.ts'
import type { RunSql } from '#lib/core/run-sql.ts'
import type { DocumentContent } from '../schemas.ts'
import { toContentHash } from './hash.ts'
import { type Projected, projectDocument } from './project/project-document.ts'
import type { Projection } from './project/source.ts'

export type VersionOrigin = 'created' | 'edited' | 'imported' | 'repository' | 'merged' | 'restored'

/** A text with what was read of it; reading happens before the transaction opens. */
export interface ReadText {
  readonly text: string
  readonly content: DocumentContent
}

interface Authorship {
  readonly origin: VersionOrigin
  readonly author: string
  readonly reason: string | null
}

export interface DocumentHome {
  readonly home: 'portal' | 'repository'
  readonly systemId: string | null
  readonly systemSlug: string | null
  readonly repository: string | null
  readonly path: string | null
  readonly branch: string | null
}

/** What a repository had when it was read; null for what it never had. */
export interface RepositoryBase {
  readonly content: string
  readonly blobSha: string
  readonly commitSha: string
}

export interface WrittenDocument extends Projected {
  readonly id: string
  readonly version: number
}

/** Stores a new document with its first version and everything read from it. */
export async function insertDocument(
  projection: Projection,
  place: DocumentHome,
  { text, content }: ReadText,
  authorship: Authorship,
  base: RepositoryBase | null = null,
): Promise<WrittenDocument> {
  const id = newId()
  await projection.run(insertSql, [
    id,
    place.home,
    place.systemId,
    place.repository,
    place.path,
    place.branch,
    content.title,
    text,
    toContentHash(text),
    base?.content ?? null,
    base?.blobSha ?? null,
    base?.commitSha ?? null,
    authorship.author,
    authorship.origin,
    authorship.reason,
  ])
  const { systemId, systemSlug, path } = place
  const projected = await projectDocument(projection, {
    ...{ documentId: id, systemId, systemSlug, path, text, content, isNew: true },
    author: authorship.author,
  })
  return { id, version: 1, ...projected }
}

export interface StoredPlace extends Pick<DocumentHome, 'systemId' | 'systemSlug' | 'path'> {
  readonly id: string
}

/** Stores another text of a document as its newest version. */
export async function updateDocument(
  projection: Projection,
  place: StoredPlace,
  { text, content }: ReadText,
  authorship: Authorship,
): Promise<WrittenDocument> {
  const [row] = await projection.run<{ version: number }>(updateSql, [
    place.id,
    content.title,
    text,
    toContentHash(text),
    authorship.author,
    authorship.origin,
    authorship.reason,
  ])
  const { systemId, systemSlug, path } = place
  const projected = await projectDocument(projection, {
    ...{ documentId: place.id, systemId, systemSlug, path, text, content, isNew: false },
    author: authorship.author,
  })
  return { id: place.id, version: row?.version ?? 1, ...projected }
}

/** Remembers what the repository has, without touching the text shown. */
export async function writeBase(run: RunSql, id: string, base: RepositoryBase): Promise<void> {
  await run(
    `UPDATE document SET base_content = $2, base_blob_sha = $3, base_commit_sha = $4, read_at = now(),
       failure = NULL, removed_at = NULL WHERE id = $1::uuid`,
    [id, base.content, base.blobSha, base.commitSha],
  )
}

const insertSql = `
WITH stored AS (
  INSERT INTO document (id, home, system_id, repository, path, branch, title, content, content_hash, version,
    base_content, base_blob_sha, base_commit_sha, read_at, created_by, updated_by)
  VALUES ($1::uuid, $2, $3::uuid, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12,
    CASE WHEN $11::text IS NULL THEN NULL ELSE now() END, $13, $13)
)
INSERT INTO document_version (document_id, number, content, origin, author, reason)
VALUES ($1::uuid, 1, $8, $14, $13, $15)`

const updateSql = `
WITH stored AS (
  UPDATE document SET title = $2, content = $3, content_hash = $4, version = version + 1, updated_at = now(),
    updated_by = $5, removed_at = NULL WHERE id = $1::uuid RETURNING version
)
INSERT INTO document_version (document_id, number, content, origin, author, reason)
SELECT $1::uuid, version, $3, $6, $5, $7 FROM stored
RETURNING number AS version`
