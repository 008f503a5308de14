import { createHmac } from 'node:crypto'

/**
 * The secret part of a policy's ping URL. Derived, so that it can be shown again without being stored; a higher rotation
 * makes a new one and ends the old.
 */
export function toBackupToken(
  secret: string,
  { policyId, rotation }: { readonly policyId: string; readonly rotation: number },
): string {
  return createHmac('sha256', secret).update(`backup:${policyId}:${rotation}`).digest('base64url')
}
