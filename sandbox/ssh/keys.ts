import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import ssh2 from 'ssh2'
import { writeAtomically } from '../files.ts'

export interface SshKey {
  readonly file: string
  /** OpenSSH form. */
  readonly privateKey: string
  /** As it goes over the wire. */
  readonly publicKey: Buffer
  /** As `ssh-keygen -l` prints it. */
  readonly fingerprint: string
}

/** A new Ed25519 key in OpenSSH form. */
export function createSshKey(comment: string): string {
  for (;;) {
    const { private: privateKey } = ssh2.utils.generateKeyPairSync('ed25519', { comment })
    // ssh2 leaves out a leading zero byte now and then, and cannot read such a key itself.
    if (!(ssh2.utils.parseKey(privateKey) instanceof Error)) return privateKey
  }
}

/** The key in this file, made up the first time. */
export function openSshKey(file: string, comment: string): SshKey {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    writeAtomically(file, createSshKey(comment), 0o600)
  }
  const privateKey = readFileSync(file, 'utf8')
  const parsed = ssh2.utils.parseKey(privateKey)
  if (parsed instanceof Error) throw parsed
  const publicKey = parsed.getPublicSSH()
  const hash = createHash('sha256').update(publicKey).digest('base64').replace(/=+$/, '')
  return { file, privateKey, publicKey, fingerprint: `SHA256:${hash}` }
}
