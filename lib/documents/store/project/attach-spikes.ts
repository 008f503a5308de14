import type { Change } from '#lib/core/changes.ts'
import { readDocument } from '../../read/read-document.ts'
import { projectSpike } from './project-spike.ts'
import type { Projection } from './source.ts'

interface Loose {
  readonly documentId: string
  readonly systemSlug: string | null
  readonly path: string | null
  readonly author: string
  readonly text: string
}

const sql = `
SELECT t.id AS "documentId", s.slug AS "systemSlug", t.path, t.updated_by AS author, t.content AS text
FROM document t LEFT JOIN system s ON s.id = t.system_id
WHERE t.removed_at IS NULL AND t.system_id IS NOT DISTINCT FROM $1::uuid AND t.content ~* 'spike'
  AND NOT EXISTS (SELECT FROM spike k WHERE k.document_id = t.id AND k.removed_at IS NULL)
  AND NOT EXISTS (SELECT FROM decision d WHERE d.document_id = t.id AND d.removed_at IS NULL)
ORDER BY t.id LIMIT 50`

/** A spike that came before its decision finds it now. */
export async function attachSpikes(
  projection: Projection,
  systemId: string | null,
): Promise<readonly Change[]> {
  const loose = await projection.run<Loose>(sql, [systemId])
  const changes: Change[] = []
  for (const { text, ...document } of loose) {
    const content = readDocument(text)
    const source = { ...document, systemId, text, content, isNew: false }
    const id = content.spike ? await projectSpike(projection, source, null) : null
    if (id) changes.push({ topic: 'spike', key: id, systemId })
  }
  return changes
}
