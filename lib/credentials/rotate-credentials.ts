import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { mutate } from '#lib/core/mutate.ts'
import { getKeyring, type Keyring } from './keyring.ts'
import { seal } from './seal.ts'
import { lockCredentials, openRow, type SealedRow, sealedSelect } from './store.ts'

export interface Rotation {
  /** The first key of the settings, under which everything lies now. */
  readonly keyId: string
  readonly rotated: number
  /** Were encrypted with it already. */
  readonly unchanged: number
  /** Counted afterwards: what still lies under another key because it could not be opened; empty when all went well. */
  readonly left: readonly { readonly keyId: string; readonly count: number }[]
}

/** Encrypts everything with the first key of the settings. What cannot be opened stays as it is. */
export async function rotateCredentials(ctx: Context): Promise<Rotation> {
  return mutate(ctx, 'credential:manage', null, async (tx) => {
    await lockCredentials(tx)
    const keyring = getKeyring()
    const keyId = keyring.first.id
    const older = await tx.credential.findMany({
      where: { keyId: { not: keyId } },
      select: sealedSelect,
    })
    const unchanged = await tx.credential.count({ where: { keyId } })
    let rotated = 0
    for (const row of older) rotated += (await rotate(tx, row, keyring)) ? 1 : 0
    const left = await countOlder(tx, keyId)
    const result = { keyId, rotated, unchanged, left }
    if (rotated === 0) return { result, audit: 'unchanged' }
    return {
      result,
      audit: {
        action: 'credential.rotate',
        entity: { kind: 'credential', id: '*' },
        before: { keyIds: [...new Set(older.map((row) => row.keyId))] },
        after: { keyId, rotated, left },
      },
    }
  })
}

async function rotate(tx: Tx, row: SealedRow, keyring: Keyring): Promise<boolean> {
  const opened = openRow(row, keyring)
  if (opened.state !== 'usable') return false
  const sealed = seal(opened.text, row, keyring.first)
  // The secret stays the same, so its age does too; Prisma would set the time by itself.
  await tx.$executeRaw`
    UPDATE credential SET ciphertext = ${sealed.ciphertext}, nonce = ${sealed.nonce},
      wrapped_key = ${sealed.wrappedKey}, key_id = ${sealed.keyId}
    WHERE id = ${row.id}::uuid`
  return true
}

async function countOlder(tx: Tx, keyId: string) {
  const groups = await tx.credential.groupBy({
    by: ['keyId'],
    where: { keyId: { not: keyId } },
    _count: { _all: true },
    orderBy: { keyId: 'asc' },
  })
  return groups.map((group) => ({ keyId: group.keyId, count: group._count._all }))
}
