import { z } from 'zod'
import { planSchema } from './plan.ts'
import { problemCodes, runStates, runStepStates, stepReasons } from './words.ts'

const moment = z.iso.datetime()

export const testProblemSchema = z.object({
  line: z.int().describe('Of the document, from 1'),
  column: z.int(),
  code: z.enum(problemCodes),
  message: z.string(),
  nearest: z.string().nullable(),
})

const stepEvidenceSchema = z.object({
  status: z.int().optional(),
  durationMs: z.int().optional(),
  excerpt: z.string().optional().describe('First 4 kB of an answer, masked and inert'),
  looks: z.int().optional(),
  lines: z.array(z.string()).optional(),
  count: z.int().optional(),
  health: z.string().optional(),
  observedAt: z.string().optional(),
  detail: z.string().optional(),
  answer: z.object({ by: z.string(), yes: z.boolean(), note: z.string().nullable() }).optional(),
  params: z.record(z.string(), z.string()).optional(),
})

const runStepSchema = z.object({
  position: z.int(),
  plan: planSchema,
  state: z.enum(runStepStates),
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  durationMs: z.int().nullable(),
  reason: z.enum(stepReasons).nullable(),
  evidence: stepEvidenceSchema.nullable(),
})
export type RunStepView = z.output<typeof runStepSchema>

export const runSummarySchema = z.object({
  id: z.string(),
  spike: z.string(),
  number: z.int(),
  test: z.string(),
  option: z.string().nullable(),
  stage: z.object({ system: z.string(), slug: z.string(), name: z.string() }),
  state: z.enum(runStates),
  startedBy: z.string(),
  cancelledBy: z.string().nullable(),
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  durationMs: z.int().nullable(),
  steps: z.object({ total: z.int(), passed: z.int(), failed: z.int(), open: z.int() }),
})
export type RunSummary = z.output<typeof runSummarySchema>

export const runViewSchema = runSummarySchema
  .omit({ steps: true })
  .extend({
    captured: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    steps: z.array(runStepSchema).readonly(),
  })
  .meta({ id: 'SpikeRun' })
export type RunView = z.output<typeof runViewSchema>

export const runListSchema = z.object({
  runs: z.array(runSummarySchema).readonly().describe('Newest first, at most 100'),
})

export const startedRunSchema = z.object({
  id: z.string(),
  number: z.int(),
  isNew: z.boolean().describe('False when somebody else had started the same test already'),
})
export type StartedRun = z.output<typeof startedRunSchema>
