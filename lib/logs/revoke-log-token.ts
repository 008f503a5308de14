import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { notFound } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import type { LogTokenPath } from './schemas.ts'
import { logTokenSelect, toLogTokenDto } from './tokens/to-log-token-dto.ts'
import type { LogTokenDto } from './types.ts'

/** Makes a token stop working at once. Safe to repeat. */
export async function revokeLogToken(
  ctx: Context,
  { logToken: token, ...path }: LogTokenPath,
): Promise<LogTokenDto> {
  const subject = await getStageSubject(ctx, path)
  return mutate(ctx, 'log-token:manage', subject, async (tx) => {
    const { stageId } = subject
    const { count } = await tx.logToken.updateMany({
      where: { id: token, stageId, revokedAt: null },
      data: { revokedAt: ctx.now(), revokedBy: ctx.actor.name },
    })
    const row = await tx.logToken.findFirst({
      where: { id: token, stageId },
      select: logTokenSelect,
    })
    if (!row) throw notFound('The token')
    const result = toLogTokenDto(row)
    if (count === 0) return { result, audit: 'unchanged' }
    return {
      result,
      audit: {
        action: 'log-token.revoke',
        entity: { kind: 'log-token', id: token },
        systemId: subject.systemId,
        stageId,
        before: { name: row.name, state: 'active' },
        after: { name: row.name, state: 'revoked' },
      },
    }
  })
}
