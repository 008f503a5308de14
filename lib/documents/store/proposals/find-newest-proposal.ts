import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { getVisibleDocument } from '../get-visible-document.ts'
import { type MergeHunk, mergeTexts } from '../merge-texts.ts'

export interface ProposalView {
  readonly id: string
  readonly state: string
  readonly version: number
  readonly number: number | null
  readonly url: string | null
  readonly author: string
  readonly reason: string
  readonly failure: { readonly reason: string; readonly message: string } | null
  readonly updatedAt: Date
  /** The three texts and where they differ; null when nobody has to decide. */
  readonly conflict: ProposalConflict | null
}

export interface ProposalConflict {
  readonly base: string
  /** What the repository has now. */
  readonly theirs: string
  readonly yours: string
  readonly hunks: readonly MergeHunk[]
}

const storedFailure = z.object({
  reason: z.string(),
  message: z.string(),
  theirs: z.object({ content: z.string(), blobSha: z.string(), commitSha: z.string() }).optional(),
})

/** How the newest change of a document gets into its repository; null when none ever had to. */
export async function findNewestProposal(
  ctx: Context,
  documentId: string,
): Promise<ProposalView | null> {
  const { document } = await getVisibleDocument(ctx, documentId)
  const row = await getDb().documentProposal.findFirst({
    where: { documentId },
    orderBy: { createdAt: 'desc' },
  })
  if (!row) return null
  const { id, state, version, number, url, author, reason, updatedAt } = row
  const failure = storedFailure.safeParse(row.failure)
  const theirs = state === 'conflict' ? failure.data?.theirs?.content : undefined
  const base = document.baseContent ?? ''
  const yours = document.content
  return {
    ...{ id, state, version, number, url, author, reason, updatedAt },
    failure: failure.data ? { reason: failure.data.reason, message: failure.data.message } : null,
    conflict:
      theirs === undefined
        ? null
        : { base, theirs, yours, hunks: mergeTexts({ base, theirs, yours }).hunks ?? [] },
  }
}

/** What the repository has, as it was stored with a conflict; null without one. */
export function readConflictBase(failure: unknown) {
  return storedFailure.safeParse(failure).data?.theirs ?? null
}
