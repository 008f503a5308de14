import { forbidden } from '#lib/core/errors.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a change that another site could have made this browser send. Only calls that carry the session cookie
 * need it: a bearer token is never sent by a browser on its own.
 */
export function requireSameOrigin(request: Request, ownUrl: string): void {
  if (safeMethods.has(request.method)) return
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw forbidden('Changes are sent as application/json.', { reason: 'content_type' })
  }
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin') return
  if (site === null && request.headers.get('origin') === new URL(ownUrl).origin) return
  throw forbidden('This change did not come from a page of this portal.', { reason: 'cross_site' })
}
