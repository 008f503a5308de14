import ssh2 from 'ssh2'
import type { CredentialOf } from '#lib/credentials/schemas.ts'
import { HostingError } from '../failure.ts'

type Credential = CredentialOf<'single-host'>

const advice: Record<KeyFault, string> = {
  needs_passphrase: 'The stored SSH key is encrypted and its passphrase is missing',
  wrong_passphrase: 'The stored passphrase does not open the SSH key',
  not_private: 'What is stored is a public key; the private one is needed',
  unreadable: 'What is stored is not an SSH key in OpenSSH or PEM form',
}

export type KeyFault = 'needs_passphrase' | 'wrong_passphrase' | 'not_private' | 'unreadable'

/** Throws `not_configured` with the exact reason when the stored key cannot be used. */
export function requireUsableKey(credential: Credential, host: string): void {
  const fault = findKeyFault(credential)
  if (fault === null) return
  throw new HostingError('not_configured', `${advice[fault]} (${host}). Store it again.`, {
    details: { reason: fault },
  })
}

function findKeyFault({ privateKey, passphrase }: Credential): KeyFault | null {
  const parsed = ssh2.utils.parseKey(privateKey, passphrase)
  if (parsed instanceof Error) return nameFault(parsed.message, passphrase)
  const key = Array.isArray(parsed) ? parsed[0] : parsed
  return key?.isPrivateKey() ? null : 'not_private'
}

function nameFault(message: string, passphrase: string | undefined): KeyFault {
  if (/no passphrase given/i.test(message)) return 'needs_passphrase'
  // A wrong passphrase shows as a failed integrity check, or as bytes that make no key.
  return passphrase && !/unsupported key format/i.test(message) ? 'wrong_passphrase' : 'unreadable'
}
