import { randomBytes, randomUUID } from 'node:crypto'

/** A new opaque id (UUID). */
export function newId(): string {
  return randomUUID()
}

/** A secret of at least 128 bits, URL-safe. */
export function newSecret(sizeBytes = 24): string {
  return randomBytes(sizeBytes).toString('base64url')
}
