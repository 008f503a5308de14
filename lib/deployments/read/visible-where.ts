import type { Context } from '#lib/core/context.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'

/** Narrows a read to deployments of systems the actor may see. */
export function toVisibleWhere({ actor }: Context): Prisma.DeploymentWhereInput {
  if (!('grants' in actor)) return {}
  const scopes = actor.grants.map(({ scope }) => scope)
  if (scopes.includes('all')) return {}
  const narrow = scopes.flatMap((scope) => (scope === 'all' ? [] : [scope]))
  const systems = narrow.flatMap((scope) => [...scope.systems])
  const teams = narrow.flatMap((scope) => [...scope.teams])
  return {
    stage: { system: { OR: [{ slug: { in: systems } }, { team: { slug: { in: teams } } }] } },
  }
}
