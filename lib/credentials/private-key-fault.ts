import { createHash } from 'node:crypto'
import ssh2 from 'ssh2'
import type { CredentialFaultCode } from './vocabulary.ts'

const { parseKey } = ssh2.utils

const supported = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521))$/

export interface PrivateKeyFault {
  readonly code: CredentialFaultCode
  readonly params?: { readonly type: string }
}

/** Why a text cannot serve as an SSH private key; null when it can. */
export function findPrivateKeyFault(text: string, passphrase?: string): PrivateKeyFault | null {
  const key = parseKey(text, passphrase)
  if (key instanceof Error) return { code: toCode(key.message, text, passphrase) }
  if (!key.isPrivateKey()) return { code: 'key_public' }
  return supported.test(key.type) ? null : { code: 'key_type', params: { type: key.type } }
}

/** Type and SHA-256 of the public half, as `ssh-keygen -l` prints it. */
export function toKeyFingerprint(privateKey: string, passphrase?: string): string {
  const key = parseKey(privateKey, passphrase)
  if (key instanceof Error) throw key
  const hash = createHash('sha256').update(key.getPublicSSH()).digest('base64')
  return `${key.type} SHA256:${hash.replace(/=+$/, '')}`
}

// The client tells these apart by its messages only: https://github.com/mscdex/ssh2/blob/master/lib/protocol/keyParser.js
function toCode(reason: string, text: string, passphrase?: string): CredentialFaultCode {
  if (/no passphrase given/i.test(reason)) return 'key_encrypted'
  if (passphrase !== undefined && /bad passphrase/i.test(reason)) return 'key_passphrase'
  if (/-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(text)) return 'key_pkcs8'
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) ? 'key_damaged' : 'key_format'
}
