import type { CookiesOptions } from 'next-auth'
import { toCookieNames } from '../session-cookie.ts'

const checkLifetimeSeconds = 15 * 60

/** Every cookie of sign-in: not readable by scripts, not sent by other sites' requests, bound to this host over https. */
export function toCookieOptions(portalUrl: string): CookiesOptions {
  const { isSecure, ...names } = toCookieNames(portalUrl)
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const
  const check = { ...options, maxAge: checkLifetimeSeconds }
  return {
    sessionToken: { name: names.sessionToken, options },
    callbackUrl: { name: names.callbackUrl, options },
    csrfToken: { name: names.csrfToken, options },
    pkceCodeVerifier: { name: names.pkceCodeVerifier, options: check },
    state: { name: names.state, options: check },
    nonce: { name: names.nonce, options: check },
  }
}
