import type { Change } from '#lib/core/changes.ts'
import { readDocument } from '../read/read-document.ts'
import type { DocumentContent } from '../schemas.ts'
import { mergeTexts } from './merge-texts.ts'
import type { Projection } from './project/source.ts'
import { insertDocument, updateDocument } from './write-document.ts'

interface ImportedText {
  readonly path: string
  readonly text: string
  readonly content: DocumentContent
}

interface Known {
  readonly id: string
  readonly content: string
  readonly imported: string | null
  readonly decisionId: string | null
  readonly isRemoved: boolean
}

interface StoredFile {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  readonly documentId: string
  readonly decisionId: string | null
  readonly fault?: { readonly reason: string; readonly message: string }
  readonly changes: readonly Change[]
}

/** Stores a file under its path. What was edited here since the last import is kept, or the file is refused. */
export async function storeImportedFile(
  projection: Projection,
  place: { readonly systemId: string | null; readonly systemSlug: string | null },
  { path, text, content }: ImportedText,
  author: string,
): Promise<StoredFile> {
  const authorship = { origin: 'imported' as const, author, reason: null }
  const known = await findKnown(projection, place.systemId, path)
  if (!known) {
    const home = { ...place, home: 'portal' as const, repository: null, path, branch: null }
    const written = await insertDocument(projection, home, { text, content }, authorship)
    const { id: documentId, decisionId, changes } = written
    return { outcome: 'created', documentId, decisionId, changes }
  }
  const { id: documentId, decisionId } = known
  const isKnownText = known.content === text || known.imported === text
  if (isKnownText && !known.isRemoved) {
    return { outcome: 'unchanged', documentId, decisionId, changes: [] }
  }
  const base = known.imported ?? known.content
  const merged = mergeTexts({ base, theirs: known.content, yours: text })
  if (merged.hunks) {
    const message = `was edited here since it was imported, at the same places (line ${merged.hunks[0]?.yours.line})`
    const fault = { reason: 'conflict', message }
    return { outcome: 'refused', documentId, decisionId, fault, changes: [] }
  }
  const own = { ...place, id: documentId, path }
  const imported = await updateDocument(projection, own, { text, content }, authorship)
  // The text as it was imported is what the next import starts from, so it is a version of its own.
  const written =
    merged.text === text
      ? imported
      : await updateDocument(
          projection,
          own,
          { text: merged.text, content: readDocument(merged.text) },
          { ...authorship, origin: 'merged' },
        )
  const { decisionId: id, changes } = written
  return { outcome: 'updated', documentId, decisionId: id, changes }
}

/** The document of this path, and the text it was last imported with. */
async function findKnown(
  { run }: Projection,
  systemId: string | null,
  path: string,
): Promise<Known | null> {
  const [row] = await run<Known>(
    `SELECT d.id, d.content, d.removed_at IS NOT NULL AS "isRemoved", c.id AS "decisionId",
       (SELECT v.content FROM document_version v WHERE v.document_id = d.id AND v.origin = 'imported'
        ORDER BY v.number DESC LIMIT 1) AS imported
     FROM document d LEFT JOIN decision c ON c.document_id = d.id
     WHERE d.repository IS NULL AND d.path = $2 AND d.system_id IS NOT DISTINCT FROM $1::uuid
     FOR UPDATE OF d`,
    [systemId, path],
  )
  return row ?? null
}
