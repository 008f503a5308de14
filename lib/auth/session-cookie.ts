import { getEnv } from '#lib/core/env.ts'

/** How long a sign-in lasts. It is not prolonged by use: whoever left is out after this at the latest. */
export const sessionLifetimeSeconds = 7 * 24 * 60 * 60

export interface CookieNames {
  readonly sessionToken: string
  readonly callbackUrl: string
  readonly csrfToken: string
  readonly pkceCodeVerifier: string
  readonly state: string
  readonly nonce: string
  /** Whether the cookies are sent over https alone. */
  readonly isSecure: boolean
}

/**
 * Names of the cookies of a portal at this address. Over https they carry `__Host-`, so that no other host of the
 * domain can set them. Without https the port is part of the name: browsers share cookies between ports.
 */
export function toCookieNames(portalUrl: string): CookieNames {
  const { protocol, port } = new URL(portalUrl)
  const isSecure = protocol === 'https:'
  const prefix = isSecure ? '__Host-leitstand' : `leitstand-${port || '80'}`
  return {
    sessionToken: `${prefix}.session`,
    callbackUrl: `${prefix}.callback`,
    csrfToken: `${prefix}.csrf`,
    pkceCodeVerifier: `${prefix}.pkce`,
    state: `${prefix}.state`,
    nonce: `${prefix}.nonce`,
    isSecure,
  }
}

/** The session token a request carries, or null. Anything malformed counts as no cookie. */
export function findSessionToken(headers: Headers): string | null {
  const { sessionToken } = toCookieNames(getEnv().NEXTAUTH_URL)
  return readCookies(headers).get(sessionToken) ?? null
}

/** The cookies of a request. A value that cannot be decoded is left out instead of failing the request. */
export function readCookies(headers: Headers): ReadonlyMap<string, string> {
  const pairs = (headers.get('cookie') ?? '').split(';').flatMap((pair): [string, string][] => {
    const separator = pair.indexOf('=')
    if (separator < 0) return []
    const value = decode(pair.slice(separator + 1).trim())
    return value === null ? [] : [[pair.slice(0, separator).trim(), value]]
  })
  // The first of two cookies with the same name is the one with the most exact path.
  return new Map(pairs.reverse())
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value.replace(/^"(.*)"$/, '$1'))
  } catch {
    return null
  }
}
