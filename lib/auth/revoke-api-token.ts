import type { Context } from '#lib/core/context.ts'
import { notFound } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { type ApiTokenDto, toApiTokenDto, tokenSelect } from './to-api-token-dto.ts'

/** Makes a token stop working at once. Safe to repeat. */
export async function revokeApiToken(ctx: Context, tokenId: string): Promise<ApiTokenDto> {
  return mutate(ctx, 'token:manage', null, async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id: tokenId, revokedAt: null },
      data: { revokedAt: ctx.now(), revokedBy: ctx.actor.name },
    })
    const row = await tx.apiToken.findUnique({ where: { id: tokenId }, select: tokenSelect })
    if (!row) throw notFound('The token')
    const token = toApiTokenDto(row, ctx.now())
    if (count === 0) return { result: token, audit: 'unchanged' }
    return {
      result: token,
      audit: {
        action: 'token.revoke',
        entity: { kind: 'token', id: tokenId },
        before: { name: token.name, role: token.role, state: 'active' },
        after: { name: token.name, role: token.role, state: 'revoked' },
      },
      changes: [{ topic: 'token', key: tokenId, systemId: null }],
    }
  })
}
