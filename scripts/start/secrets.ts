import { randomBytes } from 'node:crypto'
import { findText, writePrivateFile } from '#scripts/lib/private-file.ts'
import type { Home } from './home.ts'

/** The secret of this name: made once, readable by this user only, the same on every later start. */
export function getOrCreateSecret(home: Home, name: string): string {
  const file = home.path('secrets', name)
  const known = findText(file)?.trim()
  if (known) return known
  const secret = randomBytes(32).toString('base64url')
  writePrivateFile(file, `${secret}\n`)
  return secret
}
