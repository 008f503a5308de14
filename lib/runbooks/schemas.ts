import { z } from 'zod'

const slug = z
  .string()
  .max(63)
  .regex(/^[a-z0-9](?:-?[a-z0-9])*$/, 'is not a valid name')

export const StagePath = z.strictObject({ system: slug, stage: slug })
export type StagePath = z.output<typeof StagePath>

export const RunbookAddress = StagePath.extend({ runbook: z.uuid('is not the id of a runbook') })
export type RunbookAddress = z.output<typeof RunbookAddress>

export const RunAddress = StagePath.extend({ run: z.uuid('is not the id of a run') })
export type RunAddress = z.output<typeof RunAddress>

/** A step that is done or not any more, or the end of the run. */
export const ChangeRunInput = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('tick'),
    step: z.string().min(1).max(300),
    isDone: z.boolean(),
  }),
  z.strictObject({
    action: z.literal('finish'),
    /** What came of it. */
    outcome: z
      .string()
      .trim()
      .min(3, 'say in a few words what came of it')
      .max(2_000, 'must have at most 2,000 characters'),
  }),
])
export type ChangeRunInput = z.output<typeof ChangeRunInput>

export const SheetQuery = z.strictObject({
  language: z.enum(['de', 'en']).default('en'),
  format: z.enum(['md', 'html']).default('md'),
})
export type SheetQuery = z.output<typeof SheetQuery>
