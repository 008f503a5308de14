import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { type Draft, deleteDraft, findDraft, saveDraft } from '#lib/documents/index.ts'
import type { DecisionDraft } from './answers/versions.ts'
import { getVisibleDecision } from './read/visible-decision.ts'
import type { DecisionPath, SaveDraftInput } from './schemas.ts'

/** What the actor typed of a record and has not saved. */
export async function getDecisionDraft(ctx: Context, { id }: DecisionPath): Promise<DecisionDraft> {
  const { documentId } = await getVisibleDecision(ctx, id)
  return toAnswer(await findDraft(ctx, documentId))
}

export async function saveDecisionDraft(
  ctx: Context,
  { id }: DecisionPath,
  input: SaveDraftInput,
): Promise<DecisionDraft> {
  const { documentId } = await getVisibleDecision(ctx, id)
  return toAnswer(await saveDraft(ctx, documentId, input))
}

export async function deleteDecisionDraft(ctx: Context, { id }: DecisionPath): Promise<void> {
  const { documentId } = await getVisibleDecision(ctx, id)
  await deleteDraft(ctx, documentId)
}

const toAnswer = (draft: Draft | null): DecisionDraft => ({
  draft: draft && { ...draft, updatedAt: draft.updatedAt.toISOString() },
})
