import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import type { UserDto } from './dtos.ts'
import { accountSelect, toPersonDto } from './to-person-dto.ts'

const limit = 2_000

/** Everybody who ever signed in, by name. */
export async function listUsers(ctx: Context): Promise<readonly UserDto[]> {
  requirePermission(ctx, 'user:manage')
  const users = await getDb().user.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit,
    select: {
      ...accountSelect,
      sessions: {
        where: { expires: { gt: ctx.now() } },
        orderBy: { createdAt: 'desc' },
        select: { createdAt: true },
      },
    },
  })
  return users.map((user) => ({
    ...toPersonDto(user, ctx.now()),
    sessionCount: user.sessions.length,
    lastSignInAt: user.sessions[0]?.createdAt.toISOString() ?? null,
  }))
}
