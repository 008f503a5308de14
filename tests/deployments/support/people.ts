import { type Context, createContext } from '#lib/core/context.ts'
import { newId } from '#lib/core/ids.ts'
import type { Role } from '#lib/core/permissions.ts'

/** Somebody with a role everywhere. */
export function contextOf(role: Role, name: string = role): Context {
  return createContext({
    kind: 'user',
    id: newId(),
    name,
    grants: [{ role, scope: 'all' }],
  })
}

/** Somebody with a role on one team's systems only. */
export function contextOfTeam(role: Role, team: string): Context {
  const scope = { systems: [], teams: [team] }
  return createContext({ kind: 'user', id: newId(), name: role, grants: [{ role, scope }] })
}
