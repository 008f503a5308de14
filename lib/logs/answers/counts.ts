import { z } from 'zod'
import { logLevels } from '../words.ts'
import { logEntrySchema, logSourceStateSchema } from './lines.ts'

const moment = z.iso.datetime()

/** A deployment within the time shown. */
const logMarkSchema = z.object({
  id: z.string(),
  number: z.int(),
  version: z.string(),
  state: z.string(),
  at: moment,
})
export type LogMark = z.output<typeof logMarkSchema>

const logBucketSchema = z.object({
  at: moment,
  counts: z
    .partialRecord(z.enum([...logLevels, 'none']), z.int())
    .readonly()
    .describe('Lines per level; `none` for lines that name none'),
})
export type LogBucket = z.output<typeof logBucketSchema>

export const logHistogramSchema = z.object({
  from: moment,
  to: moment,
  bucketSeconds: z.int(),
  buckets: z.array(logBucketSchema).readonly(),
  counted: z
    .array(z.string())
    .readonly()
    .describe(
      'Sources whose every line was counted; of the others only lines that were read can be counted by who shows them',
    ),
  uncounted: z.array(z.string()).readonly(),
  deployments: z.array(logMarkSchema).readonly(),
})
export type LogHistogram = z.output<typeof logHistogramSchema>

const errorSignatureSchema = z.object({
  signature: z.string(),
  sample: logEntrySchema.describe('A line of this kind, the newest'),
  component: z.string().nullable(),
  before: z
    .int()
    .describe(
      'Lines before and after the newest deployment began; `before` counts everything when there was none',
    ),
  after: z.int(),
  firstAt: moment,
  lastAt: moment,
})
export type ErrorSignature = z.output<typeof errorSignatureSchema>

export const errorSignaturesSchema = z.object({
  from: moment,
  to: moment,
  deployment: logMarkSchema.nullable(),
  signatures: z
    .array(errorSignatureSchema)
    .readonly()
    .describe('Those only seen since the deployment first, then newest first'),
  sources: z.array(logSourceStateSchema).readonly(),
})
export type ErrorSignatures = z.output<typeof errorSignaturesSchema>

const foundJobPlaceSchema = z.object({
  component: z.string().nullable(),
  source: z.string(),
  firstAt: moment,
  lastAt: moment,
  count: z.int(),
  worst: z.enum(logLevels).nullable(),
  lines: z.array(logEntrySchema).readonly().describe('Newest first, at most 20'),
})
export type FoundJobPlace = z.output<typeof foundJobPlaceSchema>

export const foundJobSchema = z.object({
  job: z.string(),
  from: moment,
  to: moment,
  places: z.array(foundJobPlaceSchema).readonly().describe('Where it was seen, first seen first'),
  sources: z.array(logSourceStateSchema).readonly(),
})
export type FoundJob = z.output<typeof foundJobSchema>
