import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { conflict } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { CreateLogTokenInput, type StagePath } from './schemas.ts'
import { logTokenSelect, toLogTokenDto } from './tokens/to-log-token-dto.ts'
import { hashLogToken, newLogTokenText, toLogTokenPrefix } from './tokens/token-text.ts'
import type { CreatedLogToken } from './types.ts'

const maxActive = 20

/** A token that pushes lines of this stage and can do nothing else. */
export async function createLogToken(
  ctx: Context,
  path: StagePath,
  input: CreateLogTokenInput,
): Promise<CreatedLogToken> {
  const subject = await getStageSubject(ctx, path)
  return mutate(ctx, 'log-token:manage', subject, async (tx) => {
    const { name } = CreateLogTokenInput.parse(input)
    const { stageId } = subject
    const active = await tx.logToken.count({ where: { stageId, revokedAt: null } })
    if (active >= maxActive) {
      throw conflict(`A stage has at most ${maxActive} tokens; revoke one that is not needed.`, {
        reason: 'too_many_tokens',
      })
    }
    const token = newLogTokenText()
    const row = await tx.logToken.create({
      data: {
        stageId,
        name,
        prefix: toLogTokenPrefix(token),
        hash: hashLogToken(token),
        createdBy: ctx.actor.name,
      },
      select: logTokenSelect,
    })
    return {
      result: { ...toLogTokenDto(row), token },
      audit: {
        action: 'log-token.create',
        entity: { kind: 'log-token', id: row.id },
        systemId: subject.systemId,
        stageId,
        before: null,
        after: { name },
      },
    }
  })
}
