import type { Tx } from '#lib/core/db.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { Keyring } from './keyring.ts'
import { unseal } from './seal.ts'
import type { CredentialState } from './vocabulary.ts'

/** What it takes to decrypt a record. */
export const sealedSelect = {
  ...{ id: true, platform: true, account: true },
  ...{ ciphertext: true, nonce: true, wrappedKey: true, keyId: true },
} as const satisfies Prisma.CredentialSelect

export type SealedRow = Prisma.CredentialGetPayload<{ select: typeof sealedSelect }>

const credentialsLock = 4_711_003

/** One change of credentials at a time: a rotation must not miss what is stored meanwhile. */
export async function lockCredentials(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${credentialsLock}::bigint)`
}

export type OpenedRow =
  | { readonly state: 'usable'; readonly text: string }
  | { readonly state: Exclude<CredentialState, 'usable'> }

export function openRow(row: SealedRow, keyring: Keyring): OpenedRow {
  const key = keyring.find(row.keyId)
  if (!key) return { state: 'key_missing' }
  try {
    return { state: 'usable', text: unseal(row, row, key) }
  } catch {
    return { state: 'damaged' }
  }
}
