import { z } from 'zod'

const moment = z.iso.datetime()

const versionSchema = z.object({
  number: z.int(),
  origin: z.string().describe('created, edited, imported, repository, merged or restored'),
  author: z.string(),
  reason: z.string().nullable(),
  at: moment,
  sizeBytes: z.int(),
})

export const decisionVersionsSchema = z.object({ items: z.array(versionSchema) })
export type DecisionVersions = z.output<typeof decisionVersionsSchema>

export const decisionVersionSchema = versionSchema.extend({ content: z.string() })
export type DecisionVersion = z.output<typeof decisionVersionSchema>

export const versionDiffSchema = z.object({
  from: z.int(),
  to: z.int(),
  hunks: z
    .array(
      z.object({
        fromLine: z.int(),
        toLine: z.int(),
        lines: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
      }),
    )
    .nullable()
    .describe('Null when the texts are too different to compare in time'),
})
export type DecisionDiff = z.output<typeof versionDiffSchema>

export const draftSchema = z.object({
  draft: z.object({ content: z.string(), baseVersion: z.int(), updatedAt: moment }).nullable(),
})
export type DecisionDraft = z.output<typeof draftSchema>

export const savedDecisionSchema = z.object({
  id: z.string(),
  version: z.int(),
  outcome: z
    .enum(['saved', 'merged', 'unchanged'])
    .describe('merged: somebody else had saved meanwhile, and both changes stand'),
  content: z.string(),
})
export type SavedDecision = z.output<typeof savedDecisionSchema>
