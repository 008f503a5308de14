import { createPublicKey, createVerify } from 'node:crypto'
import { isPlainObject } from '../http/call.ts'
import { GitHubFailure } from '../http/failure.ts'
import type { AppOptions } from '../options.ts'

const maximumLifetimeSeconds = 600
const clockToleranceSeconds = 60

/** Throws GitHub's refusal unless the JWT was signed with the App's key and is valid now. */
export function requireAppJwt(token: string, app: AppOptions, now: Date): void {
  const claims = readSignedClaims(token, app.publicKey)
  if (!claims) throw new GitHubFailure(401, 'A JSON web token could not be decoded')
  const seconds = now.getTime() / 1_000
  if (String(claims.iss) !== String(app.id)) throw new GitHubFailure(404, 'Integration not found')
  const { iat, exp } = claims
  if (typeof exp !== 'number' || exp <= seconds) {
    throw new GitHubFailure(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    )
  }
  if (exp > seconds + maximumLifetimeSeconds + clockToleranceSeconds) {
    throw new GitHubFailure(401, "'Expiration time' claim ('exp') is too far in the future")
  }
  if (typeof iat !== 'number' || iat > seconds + clockToleranceSeconds) {
    throw new GitHubFailure(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    )
  }
}

/** Null when the token is malformed, of another algorithm, or signed by another key. */
function readSignedClaims(token: string, publicKey: string): Record<string, unknown> | null {
  const [header, payload, signature, ...rest] = token.split('.')
  if (!header || !payload || !signature || rest.length > 0) return null
  if (parseSegment(header)?.alg !== 'RS256') return null
  const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`)
  const isGenuine = verifier.verify(createPublicKey(publicKey), Buffer.from(signature, 'base64url'))
  return isGenuine ? parseSegment(payload) : null
}

function parseSegment(segment: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'))
    return isPlainObject(value) ? value : null
  } catch {
    return null
  }
}
