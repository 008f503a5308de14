export const decisionStatuses = [
  'proposed',
  'accepted',
  'rejected',
  'deprecated',
  'superseded',
] as const
export type DecisionStatus = (typeof decisionStatuses)[number]

/** Comparisons a threshold can be written with. */
export const operators = ['<', '<=', '=', '>=', '>'] as const
export type Operator = (typeof operators)[number]

/** When a runbook helps. */
export const symptoms = ['not-starting', 'migration', 'deploy', 'other'] as const
export type Symptom = (typeof symptoms)[number]

/** Headings a document may have; one with more is kept, but not understood. */
export const maxSections = 2_000

/** Options and criteria of a document that are read; what comes behind is kept, but not understood. */
export const maxOptions = 100
export const maxCriteria = 500

/** Largest text a document may have, in bytes of UTF-8. */
export const maxDocumentBytes = 1_048_576
