import { z } from 'zod'
import { roles } from '#lib/core/permissions.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { tokenScopeSchema } from './schemas.ts'

export const apiTokenStates = ['active', 'expired', 'revoked'] as const

export const apiTokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** First characters of the token. */
  prefix: z.string(),
  role: z.enum(roles),
  /** Null: every system. */
  scope: tokenScopeSchema.nullable(),
  state: z.enum(apiTokenStates),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** To the minute; null for a token never used. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
})

export type ApiTokenDto = z.infer<typeof apiTokenSchema>

export const tokenSelect = {
  id: true,
  name: true,
  prefix: true,
  role: true,
  scope: true,
  createdBy: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  revokedBy: true,
} as const satisfies Prisma.ApiTokenSelect

type TokenRow = Prisma.ApiTokenGetPayload<{ select: typeof tokenSelect }>

export function toApiTokenDto(row: TokenRow, now: Date): ApiTokenDto {
  return {
    ...row,
    role: z.enum(roles).parse(row.role),
    scope: tokenScopeSchema.nullable().parse(row.scope),
    state: toState(row, now),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}

function toState({ revokedAt, expiresAt }: TokenRow, now: Date): ApiTokenDto['state'] {
  if (revokedAt) return 'revoked'
  return expiresAt && expiresAt <= now ? 'expired' : 'active'
}
