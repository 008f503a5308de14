import type { Context } from '#lib/core/context.ts'
import { actorId } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { type Grant, hasPermission } from '#lib/core/permissions.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'

/**
 * The entries this actor may read: admins all; everybody else those about systems they see, and their own.
 * What concerns the portal itself (tokens, users) names no system and is the admins' business.
 */
export async function toVisibleEntries(ctx: Context): Promise<Prisma.AuditEntryWhereInput> {
  if (hasPermission(ctx, 'settings:read')) return {}
  const own = actorId(ctx.actor)
  return {
    OR: [await toVisibleSystems(ctx), ...(own === null ? [] : [{ actorId: own }])],
  }
}

async function toVisibleSystems(ctx: Context): Promise<Prisma.AuditEntryWhereInput> {
  const grants = 'grants' in ctx.actor ? ctx.actor.grants : []
  if (grants.some(({ scope }) => scope === 'all')) return { systemId: { not: null } }
  const systems = await getDb().system.findMany({
    where: {
      OR: [
        { slug: { in: grants.flatMap(toSystems) } },
        { team: { slug: { in: grants.flatMap(toTeams) } } },
      ],
    },
    select: { id: true },
  })
  return { systemId: { in: systems.map(({ id }) => id) } }
}

const toSystems = ({ scope }: Grant) => (scope === 'all' ? [] : [...scope.systems])
const toTeams = ({ scope }: Grant) => (scope === 'all' ? [] : [...scope.teams])
