import { z } from 'zod'

export const auditOutcomes = ['allowed', 'denied'] as const

const time = z.iso.datetime({ offset: true, error: 'is not a time such as 2026-11-21T06:00:00Z' })

/** What narrows the activity; every field is optional and all of them must hold. */
export const AuditFilter = z.strictObject({
  /** Part of the actor's name. */
  actor: z.string().trim().max(100).optional(),
  /** An action such as `deployment.trigger`, or the part before the dot for all of its kind. */
  action: z
    .string()
    .trim()
    .regex(/^[a-z-]+(\.[a-z-]+)?$/, 'must look like "deployment.trigger" or "deployment"')
    .optional(),
  system: z.string().trim().max(63).optional(),
  /** Needs `system`. */
  stage: z.string().trim().max(63).optional(),
  outcome: z.enum(auditOutcomes).optional(),
  from: time.optional(),
  /** Not included. */
  to: time.optional(),
})

export type AuditFilter = z.infer<typeof AuditFilter>

export const ListAuditEntriesInput = AuditFilter.extend({
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'is not a cursor of this list')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export type ListAuditEntriesInput = z.input<typeof ListAuditEntriesInput>

const placeSchema = z.object({ slug: z.string(), name: z.string() })

export const auditEntrySchema = z.object({
  /** Position in the trail; a text because it may outgrow a number. */
  seq: z.string(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  permission: z.string(),
  outcome: z.enum(auditOutcomes),
  entity: z.object({ kind: z.string(), id: z.string() }),
  system: placeSchema.nullable(),
  stage: placeSchema.nullable(),
  requestId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
})

export type AuditEntryDto = z.infer<typeof auditEntrySchema>

export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** Null on the last page. */
  nextCursor: z.string().nullable(),
})

export type AuditPageDto = z.infer<typeof auditPageSchema>
