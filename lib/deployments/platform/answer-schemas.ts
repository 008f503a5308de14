import { z } from 'zod'
import { blockerSchema } from '../answers/common.ts'
import { confirmationSchema } from '../answers/options.ts'

const moment = z.iso.datetime()
const maybe = z.string().nullable()

const wayBackSchema = z.object({
  source: z.string().describe('`platform`, or `vercel` for a frontend beside it'),
  kind: z.string(),
  mechanism: maybe.describe('Null while the platform cannot be asked'),
  components: z.array(z.string()).describe('Taken back together'),
  doesNotRevert: z.array(z.string()),
  targets: z.array(
    z.object({
      releaseId: z.string(),
      version: maybe,
      commitSha: maybe,
      createdAt: moment.nullable(),
    }),
  ),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
})

/** Releases that the platforms of a stage can go back to by their own means. */
export const platformRollbacksSchema = z.object({
  ways: z.array(wayBackSchema),
  confirmation: confirmationSchema,
  blockers: z.array(blockerSchema).readonly(),
  canRollBack: z.boolean(),
})

const mechanismSchema = z.object({
  mechanism: z.string().describe('`workflow`, or the platform’s own way'),
  source: maybe.describe('Null for the workflow'),
  components: z.array(z.string()).nullable().describe('Null for all'),
  targetCount: z.int().nullable().describe('Null while it is not known'),
  observedAt: moment.nullable(),
  measured: z
    .object({ medianSeconds: z.int(), longestSeconds: z.int(), count: z.int() })
    .nullable()
    .describe('How long rollbacks of this stage took that succeeded'),
  doesNotRevert: z.array(z.string()),
})

/** What going back means on a stage: by which way, how far, how long it took, and what stays. */
export const rollbackContractSchema = z.object({
  mechanisms: z.array(mechanismSchema),
  pin: z
    .object({ source: z.string(), releaseId: maybe, since: moment.nullable() })
    .nullable()
    .describe('A rollback on the platform that has to be confirmed or taken back'),
})

export type PlatformWayBack = z.infer<typeof wayBackSchema>
export type PlatformRollbacks = z.infer<typeof platformRollbacksSchema>
export type RollbackMechanism = z.infer<typeof mechanismSchema>
export type RollbackContract = z.infer<typeof rollbackContractSchema>
