import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { saveDocument } from '#lib/documents/index.ts'
import type { SavedDecision } from '../answers/versions.ts'
import { getVisibleDecision } from '../read/visible-decision.ts'
import type { DecisionPath, EditDecisionInput } from '../schemas.ts'

/** Saves a record's text or changes of it; what others saved meanwhile is merged or shown as a conflict. */
export async function editDecision(
  ctx: Context,
  { id }: DecisionPath,
  input: EditDecisionInput,
): Promise<SavedDecision> {
  const decision = await getVisibleDecision(ctx, id)
  const saved = await saveDocument(ctx, decision.documentId, input, { action: 'decision.edit' })
  return { ...saved, id: decision.id }
}
