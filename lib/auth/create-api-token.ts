import type { Context } from '#lib/core/context.ts'
import { mutate } from '#lib/core/mutate.ts'
import { hashSecret, newApiTokenText, toTokenPrefix } from './api-token-format.ts'
import { CreateApiTokenInput } from './schemas.ts'
import { type ApiTokenDto, toApiTokenDto, tokenSelect } from './to-api-token-dto.ts'

const dayMs = 24 * 60 * 60 * 1_000

export interface CreatedApiToken extends ApiTokenDto {
  /** The token itself: shown once, stored nowhere. */
  readonly token: string
}

export async function createApiToken(
  ctx: Context,
  input: CreateApiTokenInput,
): Promise<CreatedApiToken> {
  return mutate(ctx, 'token:manage', null, async (tx) => {
    const { name, role, scope, expiresInDays } = CreateApiTokenInput.parse(input)
    const token = newApiTokenText()
    const expiresAt = expiresInDays ? new Date(ctx.now().getTime() + expiresInDays * dayMs) : null
    const row = await tx.apiToken.create({
      data: {
        name,
        role,
        ...(scope ? { scope } : {}),
        prefix: toTokenPrefix(token),
        hash: hashSecret(token),
        createdBy: ctx.actor.name,
        expiresAt,
      },
      select: tokenSelect,
    })
    const dto = toApiTokenDto(row, ctx.now())
    return {
      result: { ...dto, token },
      audit: {
        action: 'token.create',
        entity: { kind: 'token', id: row.id },
        before: null,
        after: { name, role, scope: dto.scope, expiresAt: dto.expiresAt },
      },
      changes: [{ topic: 'token', key: row.id, systemId: null }],
    }
  })
}
