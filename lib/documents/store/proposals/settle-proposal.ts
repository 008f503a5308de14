import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { observe } from '#lib/core/mutate.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import type { GitHubFailure, OpenedPullRequest } from '#lib/github/index.ts'
import { toDocumentChanges } from '../to-document-changes.ts'
import type { LoadedProposal } from './load-proposal.ts'

/** What an attempt came to. */
export type Settlement =
  | { readonly state: 'opening' }
  | { readonly failure: GitHubFailure }
  | { readonly isChangedElsewhere: true }
  | { readonly pull: OpenedPullRequest }

/** Writes what became of an attempt; a version that came meanwhile stays queued. */
export async function settleProposal(
  ctx: Context,
  proposal: LoadedProposal,
  settlement: Settlement,
): Promise<void> {
  await observe(ctx, async (tx) => {
    await tx.documentProposal.updateMany({
      where: { id: proposal.id, state: { in: ['queued', 'opening', 'open'] } },
      data: { ...toData(settlement), updatedAt: new Date() },
    })
    if ('pull' in settlement) {
      const { state } = settlement.pull
      // Somebody saved while the file was on its way: the newer version is carried by the job it enqueued.
      const isNewest = { id: proposal.id, version: { lte: proposal.version } }
      await tx.documentProposal.updateMany({ where: isNewest, data: { state } })
    }
    return { result: null, changes: await toDocumentChanges(tx, proposal.documentId) }
  })
}

function toData(settlement: Settlement): Prisma.DocumentProposalUpdateManyMutationInput {
  if ('state' in settlement) return { state: settlement.state }
  if ('pull' in settlement) {
    const { number, url } = settlement.pull
    return { number, url, failure: Prisma.DbNull }
  }
  if ('failure' in settlement) {
    const { kind, message } = settlement.failure
    return { failure: { reason: kind, message } }
  }
  const message = 'The file was changed in the repository meanwhile.'
  return { failure: { reason: 'changed_elsewhere', message } }
}
