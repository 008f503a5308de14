export { decisionDetailSchema } from './answers/detail.ts'
export { importedDecisionsSchema } from './answers/imported.ts'
export {
  decisionGraphSchema,
  decisionPageSchema,
  decisionReviewsSchema,
} from './answers/summary.ts'
export {
  decisionVersionSchema,
  decisionVersionsSchema,
  draftSchema,
  savedDecisionSchema,
  versionDiffSchema,
} from './answers/versions.ts'
export { createDecision } from './change/create-decision.ts'
export { decideDecision } from './change/decide-decision.ts'
export { editDecision } from './change/edit-decision.ts'
export { moveDecision, resolveDecisionConflict } from './change/move-decision.ts'
export { supersedeDecision } from './change/supersede-decision.ts'
export { deleteDecisionDraft, getDecisionDraft, saveDecisionDraft } from './drafts.ts'
export { getDecision, getDecisionText } from './get-decision.ts'
export { getDecisionGraph } from './get-graph.ts'
export { importDecisions } from './import-decisions.ts'
export { listDecisions } from './list-decisions.ts'
export { listDecisionReviews } from './list-reviews.ts'
export { diffDecisionVersions, getDecisionVersion, listDecisionVersions } from './list-versions.ts'
export type * from './types.ts'
