import { z } from 'zod'
import { findSpanMs } from '#lib/core/span.ts'
import { measureNames, measureUnits, unknownReasons } from './words.ts'

const slug = z.string().min(1).max(63)
const moment = z.iso.datetime()

export const StagePath = z.strictObject({ system: slug, stage: slug })
export type StagePath = z.output<typeof StagePath>

const span = z.string().transform((text, issue) => {
  const milliseconds = findSpanMs(text)
  if (milliseconds !== null) return milliseconds / 1_000
  issue.addIssue({ code: 'custom', message: 'is not a span such as 30m, 24h or 7d' })
  return z.NEVER
})

export const MeasureQuery = z.object({
  /** Names, separated by commas; all when absent. */
  measure: z
    .string()
    .max(400)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(measureNames)).max(measureNames.length))
    .optional(),
  /** `24h`, `7d`; each measure's own when absent. */
  window: span.optional(),
  component: slug.optional(),
  policy: slug.optional(),
  of: z.enum(['median', 'newest']).optional(),
})
export type MeasureQuery = z.output<typeof MeasureQuery>

const params = z.record(z.string(), z.union([z.string(), z.number(), z.null()])).readonly()

/** One measure of a stage, as it is now. */
export const measureAnswerSchema = z.object({
  measure: z.string(),
  unit: z.enum(measureUnits).nullable(),
  windowSeconds: z.number().nullable(),
  parameters: z.record(z.string(), z.string()).readonly(),
  value: z.number().nullable().describe('Null while it is not known; yes is 1, no is 0'),
  low: z
    .number()
    .nullable()
    .describe('The truth lies between `low` and `high`; equal to the value where all was seen'),
  high: z.number().nullable().describe('Null: without bound'),
  observedAt: moment.nullable(),
  source: z.string().nullable(),
  link: z.string().nullable().describe('Place in the portal that shows it'),
  params: params.describe('What the sentence about it names'),
  unknown: z.object({ reason: z.enum(unknownReasons), params }).nullable(),
})
export type MeasureAnswer = z.output<typeof measureAnswerSchema>

export const measureListSchema = z.object({ measures: z.array(measureAnswerSchema).readonly() })
