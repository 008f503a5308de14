import { type EncryptionKey, parseEncryptionKeys } from '#lib/core/encryption-keys.ts'
import { getEnv } from '#lib/core/env.ts'
import { SettingsError } from '#lib/core/errors.ts'

/** The keys of the settings. */
export interface Keyring {
  /** The one that encrypts. */
  readonly first: EncryptionKey
  find(id: string): EncryptionKey | null
}

let parsed: { readonly text: string; readonly keyring: Keyring } | undefined

/** The keys of this process's settings, parsed once. */
export function getKeyring(): Keyring {
  const text = getEnv().LEITSTAND_ENCRYPTION_KEYS
  if (parsed?.text !== text) parsed = { text, keyring: createKeyring(parseEncryptionKeys(text)) }
  return parsed.keyring
}

export function createKeyring(keys: readonly EncryptionKey[]): Keyring {
  const [first] = keys
  if (!first) throw new SettingsError('Settings: LEITSTAND_ENCRYPTION_KEYS must name a key.')
  const byId = new Map(keys.map((key) => [key.id, key]))
  return { first, find: (id) => byId.get(id) ?? null }
}
