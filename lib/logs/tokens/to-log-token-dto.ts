import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { LogTokenDto } from '../types.ts'

export const logTokenSelect = {
  id: true,
  name: true,
  prefix: true,
  createdBy: true,
  createdAt: true,
  lastUsedAt: true,
  revokedAt: true,
  revokedBy: true,
} as const satisfies Prisma.LogTokenSelect

type Row = Prisma.LogTokenGetPayload<{ select: typeof logTokenSelect }>

export function toLogTokenDto(row: Row): LogTokenDto {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}
