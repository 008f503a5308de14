import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { hashSecret } from './api-token-format.ts'
import type { AccountDto } from './dtos.ts'
import { requirePerson } from './require-person.ts'
import { accountSelect, toPersonDto } from './to-person-dto.ts'

/**
 * The actor's own account: where their roles come from and where they are signed in.
 * `currentToken` is the session token of this very call, so that its session can be told apart.
 */
export async function getAccount(ctx: Context, currentToken: string | null): Promise<AccountDto> {
  requirePermission(ctx, 'account:manage')
  const { id } = requirePerson(ctx)
  const user = await getDb().user.findUnique({
    where: { id },
    select: {
      ...accountSelect,
      sessions: {
        where: { expires: { gt: ctx.now() } },
        orderBy: { createdAt: 'desc' },
        select: { id: true, sessionToken: true, createdAt: true, expires: true, userAgent: true },
      },
    },
  })
  if (!user) throw notFound('The account')
  const currentHash = currentToken === null ? null : hashSecret(currentToken)
  return {
    ...toPersonDto(user, ctx.now()),
    sessions: user.sessions.map((session) => ({
      id: session.id,
      createdAt: session.createdAt.toISOString(),
      expiresAt: session.expires.toISOString(),
      userAgent: session.userAgent,
      isCurrent: session.sessionToken === currentHash,
    })),
  }
}
