import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { EncryptionKey } from '#lib/core/encryption-keys.ts'

/** Which record something belongs to; encrypted for one, it does not decrypt as another. */
export interface RecordName {
  readonly id: string
  readonly platform: string
  readonly account: string
}

/** A secret as it is stored. */
export interface Sealed {
  /** Followed by its tag. */
  readonly ciphertext: Uint8Array<ArrayBuffer>
  readonly nonce: Uint8Array<ArrayBuffer>
  /** Nonce, encrypted key of this record, tag. */
  readonly wrappedKey: Uint8Array<ArrayBuffer>
  readonly keyId: string
}

const algorithm = 'aes-256-gcm'
const keySizeBytes = 32
// 96 bits: the size GCM is made for (NIST SP 800-38D, 8.2).
const nonceSizeBytes = 12
const tagSizeBytes = 16

/** Encrypts with a new key of this record's own, which the given key wraps. */
export function seal(plaintext: string, name: RecordName, key: EncryptionKey): Sealed {
  const aad = toAad(name, key.id)
  const recordKey = randomBytes(keySizeBytes)
  const nonce = randomBytes(nonceSizeBytes)
  const wrapNonce = randomBytes(nonceSizeBytes)
  return {
    ciphertext: encrypt(Buffer.from(plaintext, 'utf8'), { key: recordKey, nonce, aad }),
    nonce,
    wrappedKey: Buffer.concat([
      wrapNonce,
      encrypt(recordKey, { key: key.bytes, nonce: wrapNonce, aad }),
    ]),
    keyId: key.id,
  }
}

/** Throws when the key is another one, or when anything was changed or moved to another record. */
export function unseal(sealed: Sealed, name: RecordName, key: EncryptionKey): string {
  const aad = toAad(name, key.id)
  const wrapNonce = sealed.wrappedKey.subarray(0, nonceSizeBytes)
  const wrapped = sealed.wrappedKey.subarray(nonceSizeBytes)
  const recordKey = decrypt(wrapped, { key: key.bytes, nonce: wrapNonce, aad })
  return decrypt(sealed.ciphertext, { key: recordKey, nonce: sealed.nonce, aad }).toString('utf8')
}

interface Box {
  readonly key: Uint8Array
  readonly nonce: Uint8Array
  readonly aad: Uint8Array
}

function encrypt(content: Uint8Array, { key, nonce, aad }: Box): Buffer<ArrayBuffer> {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagSizeBytes }).setAAD(aad)
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()])
}

function decrypt(content: Uint8Array, { key, nonce, aad }: Box): Buffer {
  const end = content.length - tagSizeBytes
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagSizeBytes })
  decipher.setAAD(aad).setAuthTag(content.subarray(Math.max(0, end)))
  return Buffer.concat([decipher.update(content.subarray(0, end)), decipher.final()])
}

// No part can hold the separator: ids are UUIDs, names and key ids are restricted to letters, digits and ` ._-`.
function toAad({ id, platform, account }: RecordName, keyId: string): Buffer {
  return Buffer.from(['credential', id, platform, account, keyId].join('|'), 'utf8')
}
