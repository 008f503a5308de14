import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { conflict } from '#lib/core/errors.ts'
import { newId } from '#lib/core/ids.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import { findKeyFaults } from './find-key-faults.ts'
import { hastenReadings } from './hasten-readings.ts'
import { getKeyring, type Keyring } from './keyring.ts'
import { listConnections } from './list-connections.ts'
import { parseCredential } from './parse-credential.ts'
import { registerSecrets } from './register-secrets.ts'
import type { CredentialAddress, SetCredentialInput } from './schemas.ts'
import { seal } from './seal.ts'
import { lockCredentials, sealedSelect } from './store.ts'
import { toHint } from './to-hint.ts'
import { storedSelect, toStoredCredential } from './to-stored-credential.ts'
import type { StoredCredentialDto } from './types.ts'

/** Stores or replaces the credential of an account. It can be used from then on, and never be read again. */
export async function setCredential(
  ctx: Context,
  address: CredentialAddress,
  input: SetCredentialInput,
): Promise<StoredCredentialDto> {
  await authorise(ctx, 'credential:manage', null)
  const { platform, account } = address
  const credential = parseCredential(platform, input.credential, input.blanks)
  registerSecrets(credential)
  return mutate(ctx, 'credential:manage', null, async (tx) => {
    await lockCredentials(tx)
    const keyring = getKeyring()
    await requireRightKey(tx, keyring)
    const where = { platform_account: { platform, account } }
    const before = await tx.credential.findUnique({ where, select: { id: true, keyId: true } })
    const id = before?.id ?? newId()
    const data = {
      ...seal(JSON.stringify(credential), { id, platform, account }, keyring.first),
      hint: toHint(platform, credential),
      updatedBy: ctx.actor.name,
    }
    const row = await tx.credential.upsert({
      where,
      create: { id, platform, account, ...data },
      update: data,
      select: storedSelect,
    })
    const connections = await listConnections(tx)
    await hastenReadings(tx, connections, address)
    const fields = Object.keys(credential)
    return {
      result: toStoredCredential(row, keyring, connections),
      audit: {
        action: 'credential.set',
        entity: { kind: 'credential', id: `${platform}/${account}` },
        before: before && { keyId: before.keyId },
        after: { fields, keyId: keyring.first.id },
      },
    }
  })
}

/** A process whose key was exchanged under the same id would store what the others cannot open. */
async function requireRightKey(tx: Tx, keyring: Keyring): Promise<void> {
  const { id } = keyring.first
  const rows = await tx.credential.findMany({ where: { keyId: id }, select: sealedSelect })
  if (findKeyFaults(rows, keyring).wrong.length === 0) return
  throw conflict(
    `The key "${id}" of this process is not the one that stored credentials were encrypted with. Correct LEITSTAND_ENCRYPTION_KEYS and start again.`,
    { reason: 'encryption_key_wrong', details: { keyId: id } },
  )
}
