import 'server-only'
import { getDb } from '#lib/core/db.ts'
import { SettingsError } from '#lib/core/errors.ts'
import { logger } from '#lib/core/logger.ts'
import { findKeyFaults, type KeyFaults } from './find-key-faults.ts'
import { getKeyring } from './keyring.ts'
import { sealedSelect } from './store.ts'

/**
 * Asked by every process before it works. Throws `SettingsError` when a key of the settings is not the one that
 * records of its id were encrypted with; logs what else cannot be used. Changes nothing.
 */
export async function requireEncryptionKeys(): Promise<void> {
  const rows = await getDb().credential.findMany({ select: sealedSelect })
  const faults = findKeyFaults(rows, getKeyring())
  report(faults)
  const [wrong] = faults.wrong
  if (wrong !== undefined) {
    throw new SettingsError(
      `Settings: LEITSTAND_ENCRYPTION_KEYS has another key under the id "${wrong}" than the stored credentials were encrypted with: put the original back, and give a new one an id of its own.`,
    )
  }
}

function report({ missing, damaged }: KeyFaults): void {
  for (const { keyId, count } of missing) {
    logger.error(
      { keyId, count },
      `LEITSTAND_ENCRYPTION_KEYS lacks the key "${keyId}": ${count} stored credential(s) cannot be used until it is there or they are set again.`,
    )
  }
  for (const credential of damaged) {
    logger.error(
      { credential },
      'stored credential was changed or moved in the database; set it again',
    )
  }
}
