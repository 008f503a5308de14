import { z } from 'zod'
import { backupObstacles, requestStates, runStates } from '../words.ts'
import { policySummarySchema } from './policies.ts'
import { restoreTestViewSchema } from './restore-tests.ts'

const moment = z.iso.datetime()

const backupRunViewSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  state: z.enum(runStates),
  madeAt: moment.nullable(),
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  sizeBytes: z.int().nullable(),
  place: z
    .string()
    .nullable()
    .describe('Where it lies, in words of the source; null for one that reported itself'),
  region: z.string().nullable(),
  isCopy: z.boolean(),
  detail: z.string().nullable(),
})
export type BackupRunView = z.output<typeof backupRunViewSchema>

const askedViewSchema = z.object({
  source: z.string(),
  observedAt: moment.nullable().describe('When the source last answered'),
  attemptedAt: moment.nullable().describe('When it was last asked'),
  failure: z
    .object({ failure: z.string(), message: z.string(), permission: z.string().nullable() })
    .nullable(),
  restorable: z.object({ from: moment.nullable(), to: moment.nullable() }).nullable(),
})
export type AskedView = z.output<typeof askedViewSchema>

const backupRequestViewSchema = z.object({
  id: z.string(),
  state: z.enum(requestStates),
  requestedBy: z.string(),
  createdAt: moment,
  sentAt: moment.nullable(),
  finishedAt: moment.nullable(),
  externalId: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
})
export type BackupRequestView = z.output<typeof backupRequestViewSchema>

const policyDetailSchema = policySummarySchema.extend({
  runs: z.array(backupRunViewSchema).readonly().describe('Newest first'),
  asked: askedViewSchema
    .nullable()
    .describe('How asking the source went; null for a policy that reports itself'),
  restoreTests: z.array(restoreTestViewSchema).readonly(),
  request: backupRequestViewSchema
    .nullable()
    .describe('The newest time somebody asked for a backup'),
  canBackUpNow: z.boolean().describe('Whether the source can make a backup on demand'),
  backupObstacle: z.enum(backupObstacles).nullable().describe('Why it cannot; null where it can'),
})
export type PolicyDetail = z.output<typeof policyDetailSchema>

export const stageBackupsSchema = z.object({
  policies: z.array(policyDetailSchema).readonly(),
  may: z
    .object({
      backUpNow: z.boolean(),
      recordRestoreTest: z.boolean(),
      readPingUrl: z.boolean(),
      rotatePingUrl: z.boolean(),
    })
    .describe('What the reader may do here'),
})
export type StageBackups = z.output<typeof stageBackupsSchema>

export const backupPingUrlSchema = z.object({
  policy: z.string(),
  schedule: z
    .string()
    .nullable()
    .describe('Cron schedule of the catalog; null for a policy by rhythm'),
  url: z.string(),
  rotation: z.int(),
})
export type BackupPingUrl = z.output<typeof backupPingUrlSchema>

export const requestedBackupSchema = z.object({
  id: z.string(),
  isNew: z.boolean().describe('False when the same request was made before'),
})
export type RequestedBackup = z.output<typeof requestedBackupSchema>
