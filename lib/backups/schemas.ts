import { z } from 'zod'
import { toVerdict } from './policy.ts'
import { backupStates, restoreStates, verdicts } from './words.ts'

const slug = z
  .string()
  .max(63)
  .regex(/^[a-z0-9](?:-?[a-z0-9])*$/, 'is not a valid name')

export const StagePath = z.strictObject({ system: slug, stage: slug })
export type StagePath = z.output<typeof StagePath>

export const PolicyAddress = StagePath.extend({ policy: slug })
export type PolicyAddress = z.output<typeof PolicyAddress>

const listOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(words, { error: `must be some of: ${words.join(', ')}` })))
    .optional()

export const ListBackupsQuery = z.strictObject({
  system: slug.optional(),
  state: listOf(backupStates),
  restore: listOf(restoreStates),
})
export type ListBackupsQuery = z.output<typeof ListBackupsQuery>

const text = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)

// Earlier years are typing errors, and the durations they make do not fit into what is measured.
const earliest = Date.parse('1996-01-01T00:00:00Z')

const moment = z.iso
  .datetime({ offset: true, error: 'is not a real date and time' })
  .refine((text) => Date.parse(text) >= earliest, 'is not a real date and time')

/** What a person found when they restored a backup themselves. */
export const RecordRestoreTestInput = z
  .strictObject({
    /** The backup that was restored; null when it is not in the list. */
    runId: z.uuid('is not the id of a backup').nullable().default(null),
    /** Where it was restored to. */
    destination: text(500),
    startedAt: moment,
    finishedAt: moment,
    checks: z
      .array(
        z.strictObject({
          name: text(200),
          passed: z.boolean(),
          expected: text(500).nullable().default(null),
          found: text(500).nullable().default(null),
        }),
      )
      .max(50, 'must have at most 50 entries')
      .default([]),
    verdict: z.enum(verdicts),
    note: text(5_000).nullable().default(null),
    evidenceUrl: z
      .url({ protocol: /^https?$/, error: 'must be a web address with http or https' })
      .max(2_000)
      .nullable()
      .default(null),
  })
  .check((ctx) => {
    const { startedAt, finishedAt, verdict, checks, note } = ctx.value
    if (Date.parse(finishedAt) < Date.parse(startedAt)) {
      ctx.issues.push({
        code: 'custom',
        path: ['finishedAt'],
        message: 'must not be before the start',
        input: finishedAt,
      })
    }
    const said = toVerdict(checks)
    if (verdict === 'ok' && said === 'failed') {
      ctx.issues.push({
        code: 'custom',
        path: ['verdict'],
        message: 'cannot be ok while a check did not pass',
        input: verdict,
      })
    } else if (said !== null && verdict !== said && note === null) {
      ctx.issues.push({
        code: 'custom',
        path: ['note'],
        message: 'must give the reason why the result is another than that of the checks',
        input: note,
      })
    }
    const names = checks.map(({ name }) => name)
    if (new Set(names).size < names.length) {
      ctx.issues.push({
        code: 'custom',
        path: ['checks'],
        message: 'must not name a check twice',
        input: names,
      })
    }
  })
export type RecordRestoreTestInput = z.output<typeof RecordRestoreTestInput>

/** Has the worker restore the newest backup. */
export const StartRestoreTestInput = z.strictObject({})

export const RequestBackupInput = z.strictObject({})

/** What the board shows of a stage's backups: its worst policy. */
export const stageBackupSchema = z.object({
  policy: z.string(),
  state: z.enum(backupStates),
  since: z.iso.datetime().nullable(),
  newestAt: z.iso
    .datetime()
    .nullable()
    .describe('When the data of its newest backup that counts was taken'),
  rpoSeconds: z.int(),
  reason: z.string().nullable(),
  warning: z.string().nullable().describe('The first thing that is wrong beside the state'),
  restore: z
    .enum(restoreStates)
    .nullable()
    .describe('The worst of all policies of the stage; null while nothing can be said'),
  policies: z.int().describe('Policies of the stage'),
  observedAt: z.iso.datetime().describe('When it was judged'),
})
export type StageBackup = z.output<typeof stageBackupSchema>
