import { z } from 'zod'
import { criterionSchema } from '#lib/documents/schemas.ts'
import { measureAnswerSchema } from '#lib/evidence/schemas.ts'
import { runSummarySchema, testProblemSchema } from './run-answers.ts'
import { attestationStates } from './schemas.ts'
import { spikeStates } from './words.ts'

const moment = z.iso.datetime()

export const evidenceViewSchema = z.object({
  id: z.string(),
  criterion: z.string(),
  option: z.string().nullable(),
  measure: z.string().nullable().describe('Measure and window; null when entered by hand'),
  isByHand: z.boolean(),
  value: z.number().nullable(),
  text: z.string().nullable(),
  unit: z.string().nullable(),
  holds: z.boolean().nullable().describe('Against the threshold at that time; null without one'),
  observedAt: moment,
  source: z.string(),
  link: z.string().nullable(),
  reason: z.string().nullable(),
  author: z.string(),
  createdAt: moment,
  replacedAt: moment.nullable(),
  run: z.int().nullable().describe('Number of the run it comes from'),
})
export type EvidenceView = z.output<typeof evidenceViewSchema>

const attestationSchema = z.object({
  state: z.enum(attestationStates),
  by: z.string(),
  at: moment,
  note: z.string().nullable(),
  evidenceUrl: z.string().nullable(),
})
export type Attestation = z.output<typeof attestationSchema>
export const attestationsSchema = z.record(z.string(), attestationSchema).catch({})

const itemSchema = z.object({
  key: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  isTicked: z.boolean().nullable(),
  attestation: attestationSchema.nullable(),
})
export type SpikeItem = z.output<typeof itemSchema>

const testSchema = z.object({
  name: z.string(),
  step: z.string().nullable().describe('Key of the test step it stands below'),
  steps: z.int(),
  isDestructive: z.boolean(),
  problems: z.array(testProblemSchema).readonly(),
  newest: runSummarySchema.nullable(),
})

const stageSchema = z.object({
  system: z.string(),
  slug: z.string(),
  name: z.string(),
  risk: z.string(),
})

const headFields = {
  id: z.string(),
  title: z.string(),
  state: z.enum(spikeStates),
  stage: stageSchema.nullable(),
  timeBoxMinutes: z.int().nullable(),
  spentMinutes: z.int(),
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  abort: z
    .object({ criterion: z.string(), words: z.string(), at: moment })
    .nullable()
    .describe('The abort criterion that fired; null while none did'),
  abortOverride: z.object({ reason: z.string(), by: z.string(), at: moment }).nullable(),
}

export const spikeSummarySchema = z.object(headFields)
export type SpikeSummary = z.output<typeof spikeSummarySchema>
export const spikeListSchema = z.object({ spikes: z.array(spikeSummarySchema).readonly() })

export const spikeViewSchema = z
  .object({
    ...headFields,
    decision: z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      status: z.string(),
      options: z.array(z.object({ key: z.string(), title: z.string() })).readonly(),
    }),
    document: z.object({
      id: z.string(),
      version: z.int(),
      home: z.string(),
      repository: z.string().nullable(),
      path: z.string().nullable(),
    }),
    stages: z
      .array(z.object({ system: z.string(), slug: z.string(), name: z.string() }))
      .readonly()
      .describe('Where it could be tried'),
    question: z.string().nullable(),
    prerequisites: z.array(itemSchema).readonly(),
    setupSteps: z.array(itemSchema).readonly(),
    testSteps: z
      .array(
        z.object({
          key: z.string(),
          title: z.string(),
          text: z.string(),
          test: z.string().nullable(),
        }),
      )
      .readonly(),
    tests: z.array(testSchema).readonly(),
    criteria: z
      .array(criterionSchema.extend({ evidence: z.array(evidenceViewSchema).readonly() }))
      .readonly(),
    abortCriteria: z
      .array(criterionSchema.extend({ attestation: attestationSchema.nullable() }))
      .readonly(),
    result: z.object({
      observations: z.string().nullable(),
      recommendation: z.string().nullable(),
      readiness: z.string().nullable(),
    }),
    followUps: z.array(itemSchema).readonly(),
    runs: z.array(runSummarySchema).readonly().describe('The newest ten'),
    may: z.object({
      write: z.boolean(),
      run: z.boolean(),
      keepEvidence: z.boolean(),
    }),
  })
  .meta({ id: 'Spike' })
export type SpikeView = z.output<typeof spikeViewSchema>

/** What the bound measures of a spike's criteria say now. */
export const criteriaNowSchema = z.object({
  criteria: z
    .array(
      z.object({
        key: z.string(),
        isAbort: z.boolean(),
        stage: z.string().nullable().describe('`system/stage` that is measured'),
        now: measureAnswerSchema.nullable().describe('Null where no stage is chosen'),
        holds: z.boolean().nullable(),
      }),
    )
    .readonly(),
})
export type CriteriaNow = z.output<typeof criteriaNowSchema>
export type CriterionNow = CriteriaNow['criteria'][number]
