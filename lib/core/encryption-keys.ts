/** A key of the settings that protects stored secrets. */
export interface EncryptionKey {
  readonly id: string
  /** 32 bytes. */
  readonly bytes: Uint8Array
  /** As written in the settings. */
  readonly encoded: string
}

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/
const encodedPattern = /^[A-Za-z0-9+/]{43}=$/

/** What is wrong with such a list, as the end of a sentence that starts with the setting's name; null when nothing is. */
export function findKeyFault(text: string): string | null {
  const entries = splitEntries(text)
  for (const { id, encoded } of entries) {
    if (!idPattern.test(id))
      return 'must be a list of id:key, such as k1:… (key: openssl rand -base64 32)'
    if (!encodedPattern.test(encoded)) {
      return `has a key "${id}" that is not 32 bytes in base64 (openssl rand -base64 32)`
    }
  }
  const ids = entries.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  return twice === undefined ? null : `names the key "${twice}" twice`
}

/** Reads `id:base64`, several separated by a comma; the first encrypts. Expects a list without fault. */
export function parseEncryptionKeys(text: string): readonly EncryptionKey[] {
  return splitEntries(text).map(({ id, encoded }) => ({
    ...{ id, encoded },
    bytes: new Uint8Array(Buffer.from(encoded, 'base64')),
  }))
}

function splitEntries(text: string) {
  return text.split(',').map((entry) => {
    const [id = '', ...rest] = entry.trim().split(':')
    return { id, encoded: rest.join(':') }
  })
}
