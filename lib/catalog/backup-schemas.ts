import { z } from 'zod'
import { count, duration, listOf, named, schedule, slug, timeZone } from './fields.ts'
import { absolutePath, region } from './hosting-schemas.ts'

const fileNames = named(/^[A-Za-z0-9._*-]+$/, 'path', 200).describe(
  'File names that count, with `*`',
)

/** Where the backups of a policy are found, or how they report. */
const originSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('source'),
    source: slug.describe('Slug of a source of this stage'),
    prefix: named(/^[A-Za-z0-9/_+=.@-]+$/, 'path', 500)
      .optional()
      .describe('Start of the keys in a bucket'),
    pattern: fileNames.optional(),
  }),
  z.strictObject({
    kind: z.literal('host-files'),
    path: absolutePath,
    pattern: fileNames.optional(),
  }),
  z.strictObject({ kind: z.literal('heartbeat') }),
])

const tableName = named(/^[A-Za-z_][A-Za-z0-9_]*$/, 'input_name', 63)

const restoreTestSchema = z.strictObject({
  every: duration('1d', '366d').describe('How often a restore has to be tried'),
  run: z
    .enum(['by-hand', 'sqlite-file', 'postgresql-dump'])
    .default('by-hand')
    .describe('Whether a person records it, or the worker restores the newest backup by itself'),
  sentinels: listOf(z.strictObject({ table: tableName, minimumRows: count(0, 1_000_000_000) }), 20)
    .default([])
    .describe('Tables that must hold at least so many rows after the restore'),
})

/** One thing that has to be backed up on a stage. */
export const backupPolicySchema = z.strictObject({
  slug: slug.describe('Name of the policy within its stage'),
  component: slug,
  covers: z.enum(['database', 'files']),
  from: originSchema,
  schedule: schedule.optional(),
  every: duration('1m', '366d')
    .optional()
    .describe('Instead of a schedule: expected time between two backups'),
  timeZone: timeZone.default('UTC').describe('Time zone of the schedule'),
  grace: duration('1m', '7d').default('1h').describe('How late a backup may be'),
  rpo: duration('1m', '366d').describe('Data of at most this time may be lost'),
  rto: duration('1m', '30d').optional().describe('A restore may take this long'),
  retention: duration('1h', '3650d').optional().describe('How long backups have to be kept'),
  region: region.optional().describe('Where backups have to lie'),
  restoreTest: restoreTestSchema.optional(),
})

export type BackupOrigin = z.output<typeof originSchema>
export type RestoreTestRun = z.output<typeof restoreTestSchema>['run']
export type Sentinel = z.output<typeof restoreTestSchema>['sentinels'][number]
