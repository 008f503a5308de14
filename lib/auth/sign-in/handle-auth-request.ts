import { getEnv } from '#lib/core/env.ts'
import { notFound } from '#lib/core/errors.ts'
import { findSessionToken, readCookies, toCookieNames } from '../session-cookie.ts'
import { endSession } from './adapter.ts'
import { createAuthOptions } from './auth-options.ts'
import { callNextAuth } from './call-next-auth.ts'
import { countLoginAttempt } from './login-limit.ts'

// What next-auth offers besides (reading the session as JSON, writing into our log) is not needed and stays closed.
const offered: readonly string[] = [
  'GET csrf',
  'GET signin',
  'GET callback',
  'GET error',
  'POST signin',
  'POST signout',
]
const limited: readonly string[] = ['POST signin', 'GET callback']

export interface AuthRequest {
  readonly request: Request
  /** Path below `/api/auth`: action and, for some, the provider. */
  readonly segments: readonly string[]
  /** Parsed JSON of a POST. */
  readonly body: Readonly<Record<string, unknown>> | undefined
}

/** Answers the sign-in endpoints. */
export async function handleAuthRequest({
  request,
  segments,
  body,
}: AuthRequest): Promise<Response> {
  const [action = '', providerId] = segments
  const step = `${request.method} ${action}`
  if (!offered.includes(step) || segments.length > 2) throw notFound('This sign-in step')
  if (limited.includes(step)) await countLoginAttempt(action, request.headers)
  const previous = findSessionToken(request.headers)
  const { sessionToken: sessionCookie } = toCookieNames(getEnv().NEXTAUTH_URL)
  const cookies = new Map(readCookies(request.headers))
  // A session in hand would make next-auth link the new account to it: one person, two identities.
  if (action === 'callback') cookies.delete(sessionCookie)
  const response = await callNextAuth(
    createAuthOptions({ userAgent: request.headers.get('user-agent') }),
    {
      method: request.method,
      query: {
        ...Object.fromEntries(new URL(request.url).searchParams),
        nextauth: [action, ...(providerId ? [providerId] : [])],
      },
      cookies: Object.fromEntries(cookies),
      // Asks next-auth for its answer as JSON; a redirect could not be followed by a script.
      body: body && { ...body, json: 'true' },
    },
  )
  const isSignedIn = response.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`${sessionCookie}=`))
  if (action === 'callback' && isSignedIn && previous) await endSession(previous)
  return response
}
