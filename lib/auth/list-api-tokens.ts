import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { type ApiTokenDto, toApiTokenDto, tokenSelect } from './to-api-token-dto.ts'

const limit = 500

/** All tokens, the ones that work first, then newest first. */
export async function listApiTokens(ctx: Context): Promise<readonly ApiTokenDto[]> {
  requirePermission(ctx, 'token:manage')
  const rows = await getDb().apiToken.findMany({
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    select: tokenSelect,
    take: limit,
  })
  return rows.map((row) => toApiTokenDto(row, ctx.now()))
}
