import type { Change } from '#lib/core/changes.ts'
import type { Tx } from '#lib/core/db.ts'

/** Who has to look again when something about a document changed beside its text. */
export async function toDocumentChanges(tx: Tx, documentId: string): Promise<readonly Change[]> {
  const document = await tx.document.findUnique({
    where: { id: documentId },
    select: {
      systemId: true,
      decision: { select: { id: true } },
      spike: { select: { id: true } },
      checklists: { select: { id: true } },
    },
  })
  if (!document) return []
  const { systemId, decision, spike, checklists } = document
  return [
    ...(decision ? [{ topic: 'decision' as const, key: decision.id, systemId }] : []),
    ...(spike ? [{ topic: 'spike' as const, key: spike.id, systemId }] : []),
    ...checklists.map(({ id }) => ({ topic: 'checklist' as const, key: id, systemId })),
  ]
}
