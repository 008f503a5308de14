import { getPool } from '#lib/core/db.ts'
import type { KnownFile } from './plan-reading.ts'

/** A system whose repository holds documents. */
export interface ReadingSubject {
  readonly systemId: string
  readonly systemSlug: string
  readonly repository: string
  readonly patterns: readonly string[]
}

const subjectSql = `
SELECT id AS "systemId", slug AS "systemSlug", repository_owner || '/' || repository_name AS repository,
  documents AS patterns
FROM system
WHERE removed_at IS NULL AND repository_owner IS NOT NULL AND repository_name IS NOT NULL`

/** Null for a system that is gone or whose file names no repository. */
export async function findReadingSubject(systemId: string): Promise<ReadingSubject | null> {
  const { rows } = await getPool().query<ReadingSubject>(`${subjectSql} AND id = $1::uuid`, [
    systemId,
  ])
  const [row] = rows
  return row ? { ...row, patterns: row.patterns ?? [] } : null
}

export interface ReadingFilter {
  /** `owner/name`; default: any. */
  readonly repository?: string
  /** Only those that were last read before; default: all. */
  readonly readBefore?: Date
}

/** Systems whose documents are to be read: those that name some, and those that named some before. */
export async function listReadingSystems({
  repository,
  readBefore,
}: ReadingFilter = {}): Promise<readonly string[]> {
  const { rows } = await getPool().query<{ systemId: string }>(
    `SELECT "systemId" FROM (${subjectSql}) s
     WHERE (cardinality(patterns) > 0 OR EXISTS (
       SELECT FROM document d WHERE d.system_id = s."systemId" AND d.home = 'repository' AND d.removed_at IS NULL))
       AND ($1::text IS NULL OR lower(s.repository) = lower($1))
       AND ($2::timestamptz IS NULL OR NOT EXISTS (
         SELECT FROM document d WHERE d.system_id = s."systemId" AND d.home = 'repository'
           AND d.removed_at IS NULL AND d.read_at >= $2))`,
    [repository ?? null, readBefore ?? null],
  )
  return rows.map(({ systemId }) => systemId)
}

export async function listKnownFiles({
  systemId,
  repository,
}: ReadingSubject): Promise<readonly KnownFile[]> {
  const { rows } = await getPool().query<KnownFile>(
    `SELECT id, path, base_blob_sha AS "blobSha", removed_at IS NOT NULL AS "isRemoved",
       home = 'portal' AS "isPortal"
     FROM document WHERE system_id = $1::uuid AND lower(repository) = lower($2) AND path IS NOT NULL`,
    [systemId, repository],
  )
  return rows
}
