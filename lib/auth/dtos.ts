import { z } from 'zod'
import { roles } from '#lib/core/permissions.ts'
import { groupFreshnesses } from './group-freshness.ts'
import { tokenScopeSchema } from './schemas.ts'

const time = z.iso.datetime()

/** A role somebody holds, and the group that gives it. */
export const grantedRoleSchema = z.object({
  role: z.enum(roles),
  scope: z.union([z.literal('all'), tokenScopeSchema]),
  group: z.string(),
})

export const personSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  login: z.string().nullable(),
  /** `github` or `oidc`. */
  provider: z.string().nullable(),
  disabledAt: time.nullable(),
  roles: z.array(grantedRoleSchema),
  /** Groups the provider named that give no role here. */
  otherGroups: z.array(z.string()),
  groupsObservedAt: time.nullable(),
  groupsFreshness: z.enum(groupFreshnesses),
  /** Why the groups could not be read last time; null after a success. */
  groupsFailure: z.string().nullable(),
})

export const sessionSchema = z.object({
  id: z.uuid(),
  createdAt: time,
  expiresAt: time,
  /** What the browser called itself at sign-in. */
  userAgent: z.string().nullable(),
  /** The session of this very call. */
  isCurrent: z.boolean(),
})

export const accountSchema = personSchema.extend({ sessions: z.array(sessionSchema) })

export const userSchema = personSchema.extend({
  /** Sessions that have not expired. */
  sessionCount: z.number().int(),
  lastSignInAt: time.nullable(),
})

export type GrantedRoleDto = z.infer<typeof grantedRoleSchema>
export type PersonDto = z.infer<typeof personSchema>
export type SessionDto = z.infer<typeof sessionSchema>
export type AccountDto = z.infer<typeof accountSchema>
export type UserDto = z.infer<typeof userSchema>
