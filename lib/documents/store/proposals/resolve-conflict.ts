import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { conflict } from '#lib/core/errors.ts'
import { authorise } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { getVisibleDocument } from '../get-visible-document.ts'
import { type SavedDocument, saveDocument } from '../save-document.ts'
import { writeBase } from '../write-document.ts'
import { readConflictBase } from './find-newest-proposal.ts'
import { enqueuePush } from './propose-version.ts'

export interface ResolveInput {
  /** The text as it is to be, made from all three. */
  readonly content: string
  readonly baseVersion: number
  readonly reason?: string | null
}

/** Ends a conflict with the repository: the text somebody made of all three stands on what the repository has. */
export async function resolveConflict(
  ctx: Context,
  documentId: string,
  input: ResolveInput,
): Promise<SavedDocument> {
  const { subject } = await getVisibleDocument(ctx, documentId)
  await authorise(ctx, 'decision:write', subject)
  const proposal = await getDb().documentProposal.findFirst({
    where: { documentId, state: 'conflict' },
    select: { id: true, failure: true },
  })
  const base = readConflictBase(proposal?.failure)
  if (!proposal || !base) {
    throw conflict('There is no conflict with the repository to resolve.', {
      reason: 'no_conflict',
    })
  }
  return saveDocument(ctx, documentId, input, {
    action: 'document.resolve',
    also: async (tx) => {
      const changed = await tx.documentProposal.updateMany({
        where: { id: proposal.id, state: 'conflict' },
        data: { state: 'queued', baseBlobSha: base.blobSha, updatedAt: ctx.now() },
      })
      if (changed.count === 0) return
      await writeBase(onTransaction(tx), documentId, base)
      await enqueuePush(tx, proposal.id)
    },
  })
}
