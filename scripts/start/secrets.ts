import { randomBytes } from 'node:crypto'
import { findText, writePrivateFile } from '#scripts/lib/private-file.ts'
import type { Home } from './home.ts'

/** The secret of this name: made once, readable by this user only, the same on every later start. */
export function getOrCreateSecret(home: Home, name: string, create = createSecret): string {
  const file = home.path('secrets', name)
  const known = findText(file)?.trim()
  if (known) return known
  const secret = create()
  writePrivateFile(file, `${secret}\n`)
  return secret
}

/**
 * A first encryption key with an id of its own: where a home was lost, the credentials of the old key are told
 * apart from those of the new one.
 */
export function createEncryptionKey(): string {
  return `${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`
}

function createSecret(): string {
  return randomBytes(32).toString('base64url')
}
