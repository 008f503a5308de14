import { z } from 'zod'
import { documentContentSchema, documentEditSchema } from '#lib/documents/schemas.ts'
import { matrixSchema, missingPieceSchema } from './rules.ts'
import { decisionSummarySchema } from './summary.ts'

const moment = z.iso.datetime()

const sideSchema = z.object({ line: z.int(), text: z.string() })
export const mergeHunkSchema = z.object({
  base: sideSchema,
  theirs: sideSchema,
  yours: sideSchema,
})

/** How a change gets into the repository. */
export const proposalSchema = z.object({
  id: z.string(),
  state: z.enum(['queued', 'opening', 'open', 'merged', 'closed', 'conflict', 'failed']),
  version: z.int(),
  number: z.int().nullable().describe('Of the pull request'),
  url: z.string().nullable(),
  author: z.string(),
  reason: z.string(),
  failure: z.object({ reason: z.string(), message: z.string() }).nullable(),
  updatedAt: moment,
  conflict: z
    .object({
      base: z.string(),
      theirs: z.string().describe('What the repository has now'),
      yours: z.string(),
      hunks: z.array(mergeHunkSchema),
    })
    .nullable(),
})
export type ProposalAnswer = z.output<typeof proposalSchema>

const spikeLinkSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  stage: z.string().nullable().describe('system/stage'),
  abort: z.string().nullable().describe('Abort criterion that fired and stands'),
})

/** An edit that would make this text agree with what other texts say; nothing is rewritten by itself. */
const offerSchema = z.object({
  kind: z.enum(['mark_superseded']),
  by: z.array(z.string()),
  edits: z.array(documentEditSchema),
})

/** A record with its text, what was read of it, and what is missing for a decision. */
export const decisionDetailSchema = decisionSummarySchema
  .omit({ excerpt: true })
  .extend({
    documentId: z.string(),
    version: z.int(),
    content: z.string().describe('Markdown, byte for byte'),
    understood: documentContentSchema,
    matrix: matrixSchema,
    missing: z.array(missingPieceSchema).describe('Empty: ready to be decided'),
    spikes: z.array(spikeLinkSchema),
    offers: z.array(offerSchema),
    proposal: proposalSchema.nullable().describe('Newest pull request; null when none was needed'),
    readAt: moment.nullable().describe('When the repository was last read'),
    failure: z
      .object({ reason: z.string(), message: z.string() })
      .nullable()
      .describe('Why the newest reading failed'),
    createdBy: z.string(),
    createdAt: moment,
    updatedBy: z.string(),
    allowed: z.object({ write: z.boolean(), decide: z.boolean() }),
  })
  .meta({ id: 'DecisionDetail' })
export type DecisionDetail = z.output<typeof decisionDetailSchema>
