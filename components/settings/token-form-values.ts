import type { CreateApiTokenInput } from '#lib/auth/schemas.ts'
import type { Role } from '#lib/core/permissions.ts'

/** What the form holds, all of it as typed. */
export interface TokenFormValues {
  readonly name: string
  readonly role: Role
  /** Slugs separated by commas, teams as `team:slug`. */
  readonly scope: string
  /** Days; empty for a token that does not expire. */
  readonly expiresInDays: string
}

export const emptyTokenForm: TokenFormValues = {
  name: '',
  role: 'viewer',
  scope: '',
  expiresInDays: '90',
}

export function toCreateApiTokenInput(values: TokenFormValues): CreateApiTokenInput {
  const names = values.scope
    .split(/[\s,]+/)
    .map((name) => name.replace(/^system:/, ''))
    .filter((name) => name !== '')
  const teams = names.filter((name) => name.startsWith('team:'))
  const systems = names.filter((name) => !name.startsWith('team:'))
  return {
    name: values.name,
    role: values.role,
    scope:
      names.length === 0
        ? null
        : { systems, teams: teams.map((name) => name.slice('team:'.length)) },
    expiresInDays: values.expiresInDays === '' ? null : Number(values.expiresInDays),
  }
}
