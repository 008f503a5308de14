import type { Actor } from '#lib/core/context.ts'
import { type Role, roles } from '#lib/core/permissions.ts'

export interface ReaderDto {
  readonly name: string
  /** The highest role this person holds on anything. */
  readonly role: Role
  /** They hold it on some systems only. */
  readonly isNarrowed: boolean
}

/** What the head of a page says about the person in front of it. */
export function toReader(actor: Actor): ReaderDto {
  const grants = 'grants' in actor ? actor.grants : []
  const highest = grants.toSorted((a, b) => roles.indexOf(b.role) - roles.indexOf(a.role))[0]
  const role = highest?.role ?? 'viewer'
  const isEverywhere = grants.some((grant) => grant.role === role && grant.scope === 'all')
  return { name: actor.name, role, isNarrowed: !isEverywhere }
}
