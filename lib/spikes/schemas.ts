import { z } from 'zod'
import { documentEditSchema } from '#lib/documents/schemas.ts'
import { spikeStates } from './words.ts'

const id = z.uuid('is not the id of a spike')
const reason = z
  .string()
  .trim()
  .min(3, 'say why, in at least 3 characters')
  .max(1_000, 'must have at most 1000 characters')

export const SpikePath = z.strictObject({ spike: id })
export type SpikePath = z.output<typeof SpikePath>

export const RunPath = SpikePath.extend({ run: z.coerce.number().int().min(1).max(1_000_000) })
export type RunPath = z.output<typeof RunPath>

const stageName = z.string().regex(/^[a-z0-9-]{1,63}\/[a-z0-9-]{1,63}$/, 'is not system/stage')
const testName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is not the name of a test')
const key = z.string().min(1).max(200)

export const StartRunInput = z.strictObject({
  test: testName,
  /** Key of the option it is tried for. */
  option: key.optional(),
  /** Needed for tests that stop processes or change what others use. */
  confirm: z.boolean().default(false),
})
export type StartRunInput = z.output<typeof StartRunInput>

export const AnswerRunInput = z.strictObject({
  yes: z.boolean(),
  note: z.string().trim().max(1_000, 'must have at most 1000 characters').optional(),
})
export type AnswerRunInput = z.output<typeof AnswerRunInput>

export const CancelRunInput = z.strictObject({})

export const KeepEvidenceInput = z
  .strictObject({
    /** Key of the criterion. */
    criterion: key,
    option: key.optional(),
    /** Number of the run it comes from. */
    run: z.int().min(1).optional(),
    /** Entered by hand: a number, words, or both. Without them the bound measure is frozen as it is now. */
    value: z.number().optional(),
    text: z.string().trim().min(1).max(2_000).optional(),
    unit: z.string().trim().max(20).optional(),
    observedAt: z.iso
      .datetime({ offset: true })
      .transform((written) => new Date(written))
      .optional(),
    link: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional(),
    reason: reason.optional(),
  })
  .refine(
    ({ value, text, unit }) => value !== undefined || text !== undefined || unit === undefined,
    {
      message: 'belongs to a value entered by hand',
      path: ['unit'],
    },
  )
export type KeepEvidenceInput = z.output<typeof KeepEvidenceInput>

export const OverrideAbortInput = z.strictObject({ reason })
export type OverrideAbortInput = z.output<typeof OverrideAbortInput>

export const attestationStates = ['met', 'unmet', 'not_applicable'] as const

export const ChangeSpikeInput = z.strictObject({
  state: z.enum(spikeStates).optional(),
  /** `system/stage`; null takes it away. */
  stage: stageName.nullable().optional(),
  spentMinutes: z.int().min(0).max(1_000_000).optional(),
  /** Where a prerequisite, setup step or abort criterion stands. */
  attest: z
    .strictObject({
      key,
      state: z.enum(attestationStates),
      note: z.string().trim().max(1_000).optional(),
      evidenceUrl: z
        .url({ protocol: /^https?$/ })
        .max(2_000)
        .optional(),
    })
    .optional(),
  /** Changes of the text, such as its result, and the version they were made from. */
  text: z
    .strictObject({
      edits: z.array(documentEditSchema).min(1).max(50),
      baseVersion: z.int().min(1),
      reason: z.string().trim().max(1_000).optional(),
    })
    .optional(),
})
export type ChangeSpikeInput = z.output<typeof ChangeSpikeInput>

export const DecisionPath = z.strictObject({ id: z.string().min(1).max(200) })
export type DecisionPath = z.output<typeof DecisionPath>

const lines = z.array(z.string().trim().min(1).max(500)).max(50).optional()
export const CreateSpikeInput = z.strictObject({
  title: z.string().trim().min(1, 'say what is tried').max(200, 'must have at most 200 characters'),
  language: z.enum(['de', 'en']).default('de'),
  stage: stageName.optional(),
  question: z.string().trim().max(5_000).optional(),
  hypothesis: z.string().trim().max(5_000).optional(),
  timeBoxMinutes: z.int().min(1).max(1_000_000).optional(),
  prerequisites: lines,
  testSteps: lines,
  criteria: lines,
  abortCriteria: lines,
})
export type CreateSpikeInput = z.output<typeof CreateSpikeInput>

export const ListRunsQuery = z.object({ test: testName.optional() })
export type ListRunsQuery = z.output<typeof ListRunsQuery>
