import type { HostKey } from '#lib/generated/prisma/client.ts'
import type { HostKeyDto } from './schemas.ts'

export type { HostKeyDto } from './schemas.ts'

export function toHostKeyDto({ pinnedAt, ...row }: HostKey): HostKeyDto {
  return { ...row, pinnedAt: pinnedAt.toISOString() }
}
