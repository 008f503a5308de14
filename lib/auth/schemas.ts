import { z } from 'zod'
import { roles } from '#lib/core/permissions.ts'

const slug = z.string().regex(/^[a-z0-9](-?[a-z0-9])*$/, 'must be a slug such as "my-system"')

/** Narrowing of a token: the systems named and those of the teams named. */
export const tokenScopeSchema = z.strictObject({
  systems: z.array(slug).max(100).default([]),
  teams: z.array(slug).max(100).default([]),
})

export const CreateApiTokenInput = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters'),
  role: z.enum(roles),
  /** Absent or null: every system. */
  scope: tokenScopeSchema
    .refine(({ systems, teams }) => systems.length + teams.length > 0, 'must name a system or team')
    .nullish(),
  /** Days until it stops working; absent or null: it does not expire. */
  expiresInDays: z.number().int().min(1).max(3_650).nullish(),
})

export type CreateApiTokenInput = z.input<typeof CreateApiTokenInput>
