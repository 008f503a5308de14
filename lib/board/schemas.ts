import { z } from 'zod'
import { stageBackupSchema } from '#lib/backups/schemas.ts'
import { componentSchema, stageSchema, systemSchema } from '#lib/catalog/schemas.ts'
import {
  factsReadingSchema,
  platformComponentSchema,
  platformStateSchema,
  platformSummarySchema,
} from '#lib/hosting/schemas.ts'
import { agreements } from '#lib/hosting/vocabulary.ts'
import { healthWords } from './policy.ts'

export const PinInput = z.strictObject({ system: z.string().min(1).max(63) })

export type PinInput = z.infer<typeof PinInput>

const moment = z.iso.datetime().nullable()

const deployment = z.object({
  id: z.string(),
  number: z.int(),
  kind: z.string(),
  state: z.string(),
  version: z.string(),
  commitSha: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: moment,
  reason: z.string().nullable(),
  actor: z.string(),
})

/** One stage of the board. */
export const boardStageSchema = z.object({
  slug: z.string(),
  name: z.string(),
  order: z.int(),
  risk: z.enum(['development', 'staging', 'production']),
  url: z.string().nullable(),
  deployable: z.boolean(),
  health: z.object({
    status: z.enum(healthWords),
    last: z.enum(healthWords),
    since: moment,
    observedAt: moment,
    ttlSeconds: z.int(),
    reason: z.string().nullable(),
  }),
  running: z.object({
    version: z.string().nullable(),
    commitSha: z.string().nullable(),
    since: moment,
    observedAt: moment,
    agreement: z.enum(agreements),
  }),
  platform: platformSummarySchema.nullable(),
  lastDeployment: deployment.nullable(),
  activeDeployment: deployment
    .extend({ startedAt: moment, usualDurationSeconds: z.number().nullable() })
    .nullable(),
  uptimeHours: z.array(z.int()),
  backup: stageBackupSchema.nullable(),
  hold: z
    .object({
      id: z.string(),
      kind: z.string(),
      reason: z.string(),
      createdBy: z.string(),
      createdAt: z.iso.datetime(),
      until: moment,
    })
    .nullable(),
})

/** Shape of the board's answer, for the API description. */
export const boardSchema = z.object({
  readAt: z.iso.datetime(),
  total: z.int(),
  systems: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      team: z.string(),
      teamName: z.string(),
      pinned: z.boolean(),
      mayDeploy: z.boolean(),
      stages: z.array(boardStageSchema),
    }),
  ),
})

const stageWithState = stageSchema.extend(boardStageSchema.shape)

/** A system as the catalog describes it, with the current state of its stages. */
export const systemOverviewSchema = systemSchema.extend({
  pinned: z.boolean(),
  stages: z.array(stageWithState),
})

/** One stage with its current state. */
export const stageOverviewSchema = stageWithState.extend({
  system: systemSchema.pick({ slug: true, name: true, team: true, repository: true }),
})

/** A component as one stage runs it. */
export const stageComponentSchema = componentSchema.extend({
  health: z.object({
    status: z.enum(healthWords),
    since: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  version: z.string().nullable(),
  commitSha: z.string().nullable(),
  versionObservedAt: z.iso.datetime().nullable(),
  /** What the platform says of it; null where nobody is asked or it was never told. */
  release: platformComponentSchema.nullable(),
})

const age = { observedAt: moment, ttlSeconds: z.int() }

/** What the platform of a stage and the services beside it say, each with its age. */
export const stagePlatformSchema = z.object({
  state: platformStateSchema.nullable(),
  facts: z.array(factsReadingSchema.element.extend({ source: z.string(), ...age })),
  /** How long logs are kept: days, null for ever. */
  logRetention: z.array(z.object({ source: z.string(), days: z.int().nullable(), ...age })),
  /** Slugs of components whose number of instances the reader may change. */
  scalable: z.array(z.string()),
})

export const askPlatformResult = z.object({
  state: z.literal('requested'),
  /** Readings that are asked for now; others were under way already. */
  readings: z.int(),
})
