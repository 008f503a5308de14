import { z } from 'zod'
import { restoreMethods, verdicts } from '../words.ts'

const moment = z.iso.datetime()

const restoreCheckSchema = z.object({
  name: z.string(),
  passed: z.boolean(),
  expected: z.string().nullable(),
  found: z.string().nullable(),
})
export type RestoreCheck = z.output<typeof restoreCheckSchema>

export const restoreTestViewSchema = z.object({
  id: z.string(),
  method: z.enum(restoreMethods),
  state: z.enum(['queued', 'running', 'done']),
  verdict: z.enum(verdicts).nullable(),
  reason: z
    .string()
    .nullable()
    .describe('Stable word for why it is not ok; null for a verdict a person gave'),
  actor: z.string(),
  destination: z.string().nullable(),
  backup: z.string().nullable().describe('As its source names the backup that was restored'),
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  checks: z.array(restoreCheckSchema).readonly(),
  measuredRpoSeconds: z.int().nullable(),
  measuredRtoSeconds: z.int().nullable(),
  note: z.string().nullable(),
  evidenceUrl: z.string().nullable(),
})
export type RestoreTestView = z.output<typeof restoreTestViewSchema>

export const restoreTestListSchema = z.object({
  items: z.array(restoreTestViewSchema).readonly().describe('Newest first, at most 100'),
})
export type RestoreTestList = z.output<typeof restoreTestListSchema>

export const recordedRestoreTestSchema = z.object({ id: z.string() })
