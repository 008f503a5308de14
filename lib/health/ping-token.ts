import { createHash, createHmac } from 'node:crypto'

/** 32 bytes in base64url. */
export const pingTokenPattern = /^[A-Za-z0-9_-]{43}$/

/**
 * The secret part of a heartbeat's ping URL. Derived, so that it can be shown again without being stored; a higher
 * rotation makes a new one and ends the old.
 */
export function toPingToken(
  secret: string,
  { probeId, rotation }: { readonly probeId: number; readonly rotation: number },
): string {
  return createHmac('sha256', secret).update(`heartbeat:${probeId}:${rotation}`).digest('base64url')
}

/** What is stored of a token: enough to recognise it, not to use it. */
export function hashPingToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
