import { z } from 'zod'
import { decisionStatuses } from '#lib/documents/words.ts'

const day = z.iso.date()
const moment = z.iso.datetime()

const subjectSchema = z.object({
  system: z.string(),
  systemName: z.string(),
  stage: z.string().nullable().describe('Null: the whole system'),
})
export type DecisionSubject = z.output<typeof subjectSchema>

export const brokenAssumptionSchema = z.object({
  criterion: z.string(),
  words: z.string(),
  value: z.number().nullish(),
  limit: z.number().nullish(),
  since: z.string().nullish(),
})

/** A record as lists show it. */
export const decisionSummarySchema = z.object({
  id: z.string(),
  number: z.string().describe('As written'),
  title: z.string(),
  status: z.enum(decisionStatuses),
  deciders: z.array(z.string()),
  recordedOn: day.nullable(),
  decidedOn: day.nullable(),
  reviewOn: day.nullable(),
  isReviewDue: z.boolean(),
  system: z
    .object({ slug: z.string(), name: z.string() })
    .nullable()
    .describe('Whose it is; null: everybody may read it'),
  subjects: z.array(subjectSchema).describe('What it concerns'),
  home: z.enum(['portal', 'repository']),
  repository: z.string().nullable(),
  path: z.string().nullable(),
  supersedes: z.array(z.string()).describe('Ids'),
  supersededBy: z.array(z.string()).describe('Ids, told by either text'),
  broken: z.array(brokenAssumptionSchema).describe('Criteria that no longer hold'),
  excerpt: z
    .array(z.object({ text: z.string(), isHit: z.boolean() }))
    .nullable()
    .describe('Where a search found its words; null without a search'),
  updatedAt: moment,
})
export type DecisionSummary = z.output<typeof decisionSummarySchema>

export const decisionPageSchema = z.object({
  items: z.array(decisionSummarySchema),
  nextCursor: z.string().nullable(),
  total: z.int(),
})
export type DecisionPage = z.output<typeof decisionPageSchema>

/** Records whose review date has come, longest overdue first. */
export const decisionReviewsSchema = z.object({
  items: z.array(decisionSummarySchema.extend({ overdueDays: z.int() })),
})
export type DecisionReviews = z.output<typeof decisionReviewsSchema>

export const decisionGraphSchema = z.object({
  nodes: z.array(
    decisionSummarySchema.pick({
      id: true,
      number: true,
      title: true,
      status: true,
      system: true,
      recordedOn: true,
      decidedOn: true,
    }),
  ),
  edges: z.array(
    z.object({ newer: z.string(), older: z.string() }).describe('`newer` supersedes `older`'),
  ),
})
export type DecisionGraph = z.output<typeof decisionGraphSchema>
