import { z } from 'zod'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { Keyring } from './keyring.ts'
import type { Connection } from './list-connections.ts'
import { credentialPlatforms } from './schemas.ts'
import { openRow, sealedSelect } from './store.ts'
import { toUses } from './to-uses.ts'
import type { StoredCredentialDto } from './types.ts'

export const storedSelect = {
  ...sealedSelect,
  ...{ hint: true, createdAt: true, updatedAt: true, updatedBy: true },
} as const satisfies Prisma.CredentialSelect

type StoredRow = Prisma.CredentialGetPayload<{ select: typeof storedSelect }>

export function toStoredCredential(
  row: StoredRow,
  keyring: Keyring,
  connections: readonly Connection[],
): StoredCredentialDto {
  const platform = z.enum(credentialPlatforms).parse(row.platform)
  const { account, keyId, updatedBy } = row
  return {
    ...{ platform, account, keyId, updatedBy },
    hint: row.hint || null,
    state: openRow(row, keyring).state,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    usedBy: toUses(connections, { platform, account }),
  }
}
