import 'server-only'
import type { Context } from '#lib/core/context.ts'
import {
  type MoveInput,
  moveDocument,
  type ResolveInput,
  resolveConflict,
} from '#lib/documents/index.ts'
import type { SavedDecision } from '../answers/versions.ts'
import { getVisibleDecision } from '../read/visible-decision.ts'
import type { DecisionPath } from '../schemas.ts'

/** Into the repository by a pull request that adds the file, or out of it into the portal. */
export async function moveDecision(
  ctx: Context,
  { id }: DecisionPath,
  input: MoveInput,
): Promise<void> {
  const { documentId } = await getVisibleDecision(ctx, id)
  await moveDocument(ctx, documentId, input)
}

/** Ends a conflict with the repository by the text somebody made of all three. */
export async function resolveDecisionConflict(
  ctx: Context,
  { id }: DecisionPath,
  input: ResolveInput,
): Promise<SavedDecision> {
  const decision = await getVisibleDecision(ctx, id)
  const saved = await resolveConflict(ctx, decision.documentId, input)
  return { ...saved, id: decision.id }
}
