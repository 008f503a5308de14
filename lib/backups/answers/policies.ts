import { z } from 'zod'
import {
  backupReasons,
  backupStates,
  backupWarnings,
  restoreMethods,
  restoreStates,
} from '../words.ts'
import { restoreTestViewSchema } from './restore-tests.ts'

const moment = z.iso.datetime()

/** A word to translate, with what its sentence names: times as ISO 8601, spans in seconds, sizes in bytes. */
const namedSchema = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.object({
    reason: z.enum(words),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).readonly(),
  })

const policyOriginSchema = z.object({
  kind: z.enum(['source', 'host-files', 'heartbeat']),
  name: z
    .string()
    .nullable()
    .describe('Slug of the source, folder on the host; null for a policy that reports itself'),
})
export type PolicyOrigin = z.output<typeof policyOriginSchema>

const restoreSummarySchema = z.object({
  state: z.enum(restoreStates).nullable().describe('Null where nothing can be said yet'),
  everySeconds: z
    .int()
    .nullable()
    .describe('How often a restore has to be tried; null where the catalog does not say'),
  method: z.enum(restoreMethods),
  dueAt: moment.nullable(),
  newest: restoreTestViewSchema.nullable(),
})
export type RestoreSummary = z.output<typeof restoreSummarySchema>

/** One policy with its state as it is now. */
export const policySummarySchema = z.object({
  system: z.object({ slug: z.string(), name: z.string() }),
  stage: z.object({
    slug: z.string(),
    name: z.string(),
    risk: z.enum(['development', 'staging', 'production']),
  }),
  slug: z.string(),
  component: z.string(),
  covers: z.enum(['database', 'files']),
  origin: policyOriginSchema,
  schedule: z.string().nullable().describe('Exactly one of `schedule` and `everySeconds` is set'),
  everySeconds: z.int().nullable(),
  timeZone: z.string(),
  graceSeconds: z.int(),
  rpoSeconds: z.int(),
  rtoSeconds: z.int().nullable(),
  retentionSeconds: z.int().nullable(),
  region: z.string().nullable(),
  state: z.enum(backupStates),
  since: moment.nullable(),
  cause: namedSchema([...backupReasons, 'not_judged_lately'])
    .nullable()
    .describe('Why it is not fresh; null while it is'),
  warnings: z.array(namedSchema(backupWarnings)).readonly(),
  newestAt: moment.nullable(),
  observedAt: moment.nullable().describe('When it was last judged'),
  restore: restoreSummarySchema,
})
export type PolicySummary = z.output<typeof policySummarySchema>

export const backupListSchema = z.object({
  items: z.array(policySummarySchema).readonly(),
  counts: z
    .record(z.enum(backupStates), z.int())
    .readonly()
    .describe('Of all policies the reader may see, filtered or not'),
  systems: z.array(z.object({ slug: z.string(), name: z.string() })).readonly(),
})
export type BackupList = z.output<typeof backupListSchema>
