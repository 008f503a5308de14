import type { Actor } from '#lib/core/context.ts'
import { findSessionActor } from './find-session-actor.ts'
import { findTokenActor } from './find-token-actor.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Who sends this request; null when nobody we know. Checked in this order:
 *
 * 1. An `Authorization` header decides alone: a well-formed, stored, unexpired, unrevoked API token or nobody.
 *    The session cookie is not looked at then, so a broken token never falls back to more power.
 * 2. Otherwise the session cookie: a session that has not expired, of a user who is not disabled.
 * 3. That user's groups, mapped to grants now; without any grant the user is nobody.
 * 4. How old those groups are: before a change (any method but GET, HEAD and OPTIONS) facts older than 15 minutes
 *    are asked again; older than four hours they refuse the change (throws) and allow only looking.
 *
 * Whether the actor may do what they ask is decided by the verb.
 */
export async function authenticateRequest(request: Request): Promise<Actor | null> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) return findTokenActor(authorization)
  return findSessionActor(request.headers, { isChange: !safeMethods.has(request.method) })
}
