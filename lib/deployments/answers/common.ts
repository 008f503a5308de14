import { z } from 'zod'
import { blockerReasons } from '../vocabulary.ts'

const moment = z.iso.datetime()

/** Facts behind a stable word, for the sentence a screen builds from it. Inert text, no secrets. */
export const detailsSchema = z.record(z.string(), z.unknown()).readonly()
export type Details = z.output<typeof detailsSchema>

export const actorNameSchema = z.object({
  kind: z.string(),
  name: z.string(),
})
export type ActorName = z.output<typeof actorNameSchema>

const stageRiskSchema = z.enum(['development', 'staging', 'production'])
export type StageRisk = z.output<typeof stageRiskSchema>

export const stageRefSchema = z.object({
  system: z.object({ slug: z.string(), name: z.string() }),
  stage: z.object({ slug: z.string(), name: z.string(), risk: stageRiskSchema }),
})
export type StageRef = z.output<typeof stageRefSchema>

/** One reason why something is not possible now, or a warning about doing it. */
export const blockerSchema = z.object({
  reason: z.enum(blockerReasons),
  severity: z.enum(['blocking', 'warning']),
  details: detailsSchema,
  sentence: z.string().describe('English; screens translate `reason` with `details` instead'),
})
export type Blocker = z.output<typeof blockerSchema>

/** Whether something can be done now, and every reason why not. */
export const availabilitySchema = z.object({
  available: z.boolean(),
  blockers: z.array(blockerSchema).readonly(),
})
export type Availability = z.output<typeof availabilitySchema>

export const holdViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['rollback', 'manual']),
  reason: z.string(),
  createdBy: z.string(),
  createdAt: moment,
  until: moment.nullable(),
  deploymentId: z.string().nullable(),
})
export type HoldView = z.output<typeof holdViewSchema>
