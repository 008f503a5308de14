import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { conflict } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { getRoleMapping } from './get-role-mapping.ts'
import { getUserForChange } from './get-user-for-change.ts'

const adminsLock = 4_711_002

/** Keeps somebody out from now on, whatever their groups say. Refuses the last admin. Safe to repeat. */
export async function disableUser(ctx: Context, userId: string): Promise<void> {
  await mutate(ctx, 'user:manage', null, async (tx) => {
    // Two admins who disable each other would otherwise each still see the other.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${adminsLock}::bigint)`
    const { name, disabledAt } = await getUserForChange(tx, userId)
    if (disabledAt) return { result: undefined, audit: 'unchanged' }
    await refuseLastAdmin(tx, userId)
    await tx.user.update({ where: { id: userId }, data: { disabledAt: ctx.now() } })
    const { count } = await tx.session.deleteMany({ where: { userId } })
    return {
      result: undefined,
      audit: {
        action: 'user.disable',
        entity: { kind: 'user', id: userId },
        before: { name, state: 'enabled', sessions: count },
        after: { name, state: 'disabled', sessions: 0 },
      },
    }
  })
}

/** Lets somebody sign in again; what they may do is for their groups to say. Safe to repeat. */
export async function enableUser(ctx: Context, userId: string): Promise<void> {
  await mutate(ctx, 'user:manage', null, async (tx) => {
    const { name, disabledAt } = await getUserForChange(tx, userId)
    if (!disabledAt) return { result: undefined, audit: 'unchanged' }
    await tx.user.update({ where: { id: userId }, data: { disabledAt: null } })
    return {
      result: undefined,
      audit: {
        action: 'user.enable',
        entity: { kind: 'user', id: userId },
        before: { name, state: 'disabled' },
        after: { name, state: 'enabled' },
      },
    }
  })
}

async function refuseLastAdmin(tx: Tx, userId: string): Promise<void> {
  const adminGroups = getRoleMapping()
    .filter(({ grant }) => grant.role === 'admin' && grant.scope === 'all')
    .map(({ group }) => group)
  const admins = await tx.user.findMany({
    where: { disabledAt: null, groups: { some: { group: { in: adminGroups } } } },
    select: { id: true },
  })
  const isAdmin = admins.some(({ id }) => id === userId)
  if (isAdmin && admins.length === 1) {
    throw conflict('This is the last admin. Give somebody else the role admin first.', {
      reason: 'last_admin',
    })
  }
}
