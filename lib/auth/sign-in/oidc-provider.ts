import type { OAuthConfig } from 'next-auth/providers/oauth'
import type { Env } from '#lib/core/env.ts'

/** The claims of an ID token; which of them lists groups is a setting. */
export interface OidcClaims {
  readonly sub: string
  readonly name?: unknown
  readonly preferred_username?: unknown
  readonly email?: unknown
  readonly email_verified?: unknown
  readonly [claim: string]: unknown
}

/** Sign-in with any OpenID Connect provider, found by its well-known document. Null when not set up. */
export function toOidcProvider(env: Env): OAuthConfig<OidcClaims> | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer || !clientId) return null
  return {
    id: 'oidc',
    name: env.OIDC_NAME,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    authorization: { params: { scope: env.OIDC_SCOPES } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId,
    clientSecret,
    ...(clientSecret ? {} : { client: { token_endpoint_auth_method: 'none' } }),
    profile: (claims) => ({
      id: claims.sub,
      name: toName(claims),
      email: toVerifiedEmail(claims),
      login: toText(claims.preferred_username),
    }),
  }
}

/** The groups a claim lists: a list, or one text with commas or blanks between. Anything else is no group. */
export function toClaimedGroups(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.filter((group) => typeof group === 'string')
  if (typeof claim !== 'string') return []
  return claim.split(/[\s,]+/).filter((group) => group !== '')
}

function toName(claims: OidcClaims): string {
  return (
    toText(claims.name) ?? toText(claims.preferred_username) ?? toText(claims.email) ?? claims.sub
  )
}

// An address nobody verified could be anybody's, and would keep its owner from signing in.
function toVerifiedEmail({ email, email_verified: verified }: OidcClaims): string | null {
  // Cognito sends the flag as text.
  return verified === true || verified === 'true' ? toText(email) : null
}

function toText(claim: unknown): string | null {
  return typeof claim === 'string' && claim.trim() !== '' ? claim : null
}
