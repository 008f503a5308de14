import { createHash, randomBytes } from 'node:crypto'

export interface Grant {
  readonly login: string
  readonly redirectUri: string
  /** S256 challenge of PKCE; null when the client sent none. */
  readonly challenge: string | null
}

export interface Codes {
  issue(grant: Grant): string
  /** Null for a code that is unknown, used before, or older than ten minutes. */
  redeem(code: string): Grant | null
}

const lifetimeMs = 600_000

export function createCodes(now: () => Date): Codes {
  const grants = new Map<string, Grant & { readonly expiresAt: number }>()
  return {
    issue(grant) {
      const code = randomBytes(10).toString('hex')
      grants.set(code, { ...grant, expiresAt: now().getTime() + lifetimeMs })
      return code
    },
    redeem(code) {
      const grant = grants.get(code)
      grants.delete(code)
      return grant && grant.expiresAt > now().getTime() ? grant : null
    },
  }
}

export function isVerifierOf(challenge: string, verifier: string | null): boolean {
  return (
    verifier !== null && createHash('sha256').update(verifier).digest('base64url') === challenge
  )
}
