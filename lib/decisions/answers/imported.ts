import { z } from 'zod'
import { linesSchema } from '#lib/documents/schemas.ts'
import { decisionStatuses } from '#lib/documents/words.ts'

/** What was read of a file, in counts and line by line. */
const understoodSchema = z.object({
  layout: z.string(),
  title: z.string(),
  record: z
    .object({
      number: z.string().nullable(),
      status: z.enum(decisionStatuses),
      statusText: z.string().nullable(),
      options: z.int(),
      criteria: z.int(),
      openQuestions: z.int(),
      followUps: z.int(),
    })
    .nullable(),
  spike: z.object({ decision: z.string().nullable(), testSteps: z.int() }).nullable(),
  checklists: z.array(z.object({ title: z.string(), items: z.int() })),
  runbooks: z.array(z.string()),
  stages: z.array(z.string()),
  settingNames: z.array(z.string()),
  lines: z
    .array(linesSchema.extend({ as: z.string().nullable() }))
    .describe('In order; `as` null: kept and shown, but not understood'),
  lineCount: z.int(),
  notUnderstoodCount: z.int(),
})

export const importedFileSchema = z.object({
  path: z.string(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
  decisionId: z.string().nullable(),
  documentId: z.string().nullable(),
  fault: z.object({ reason: z.string(), message: z.string() }).nullable(),
  understood: understoodSchema.nullable().describe('Null for a file that was refused unread'),
})

export const importedDecisionsSchema = z.object({
  files: z.array(importedFileSchema),
  counts: z.object({
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    refused: z.int(),
  }),
})
export type ImportedDecisions = z.output<typeof importedDecisionsSchema>
export type ImportedDecisionFile = z.output<typeof importedFileSchema>
