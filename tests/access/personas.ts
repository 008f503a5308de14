import { type Role, roles } from '#lib/core/permissions.ts'
import { createPerson, type SignedInPerson } from '#tests/factories/people.ts'
import type { Access } from './matrix.ts'

export const personas = ['nobody', 'viewer', 'engineer', 'lead', 'admin', 'other-team'] as const

export type Persona = (typeof personas)[number]

const groups: Readonly<Record<Exclude<Persona, 'nobody'>, string>> = {
  viewer: 'acme/viewers',
  engineer: 'acme/engineers',
  lead: 'acme/leads',
  admin: 'acme/admins',
  'other-team': 'acme/circle',
}

/** Null for nobody. The engineer of another team has a role on the systems of the team `circle` alone. */
export async function signInAs(persona: Persona): Promise<SignedInPerson | null> {
  return persona === 'nobody' ? null : createPerson({ groups: [groups[persona]] })
}

export type Expected = 'allowed' | 401 | 403 | 404

/** What a persona must be answered. */
export function toExpected(access: Access, persona: Persona): Expected {
  if (access.kind === 'open') return 'allowed'
  if (persona === 'nobody') return 401
  if (access.kind === 'signed-in' || access.kind === 'person') return 'allowed'
  if (access.kind === 'own-guard') throw new Error('This access is not walked here.')
  if (persona === 'other-team') return access.kind === 'system' ? 404 : 403
  return rank(persona) >= rank(access.role) ? 'allowed' : 403
}

const rank = (role: Role) => roles.indexOf(role)
