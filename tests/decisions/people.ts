import { randomUUID } from 'node:crypto'
import { type Context, createContext } from '#lib/core/context.ts'
import type { GrantScope, Role } from '#lib/core/permissions.ts'
import { createPerson } from '#tests/factories/people.ts'

/** Somebody with a role, everywhere or where the scope says. */
export function actAs(role: Role, name: string = role, scope: GrantScope = 'all'): Context {
  return createContext({ kind: 'user', id: randomUUID(), name, grants: [{ role, scope }] })
}

/** The same with a row of their own, for what refers to people. */
export async function signIn(role: Role, name: string): Promise<Context> {
  const { id } = await createPerson({ name })
  return createContext({ kind: 'user', id, name, grants: [{ role, scope: 'all' }] })
}
