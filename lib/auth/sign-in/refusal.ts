import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { getEnv } from '#lib/core/env.ts'

const shownLimit = 20

const refusalSchema = z.object({
  reason: z.enum(['not_allowed', 'disabled', 'groups_unreadable']),
  provider: z.string(),
  login: z.string().nullable(),
  /** Groups the provider named, of those that were asked for or claimed. */
  found: z.array(z.string()),
  /** Groups of which one would have been enough. */
  needed: z.array(z.string()),
  /** Teams whose invitation was not accepted yet. */
  pending: z.array(z.string()),
  /** Why the provider could not be asked; null when it answered. */
  failure: z.string().nullable(),
})

/** Why somebody who proved who they are was not let in. */
export type Refusal = z.infer<typeof refusalSchema>

/**
 * Address of the sign-in page that explains a refusal. The facts travel signed in the address: there is no session to
 * keep them in, and nobody else may make the page say something.
 */
export function toRefusalUrl(refusal: Refusal): string {
  const url = new URL('/sign-in', getEnv().NEXTAUTH_URL)
  const facts = {
    ...refusal,
    found: refusal.found.slice(0, shownLimit),
    needed: refusal.needed.slice(0, shownLimit),
  }
  const text = Buffer.from(JSON.stringify(facts)).toString('base64url')
  url.searchParams.set('refusal', `${text}.${sign(text)}`)
  return url.href
}

/** The refusal of an address; null when it was not written by this portal. */
export function findRefusal(parameter: string | undefined): Refusal | null {
  const [text = '', signature = ''] = parameter?.split('.') ?? []
  const expected = Buffer.from(sign(text))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return refusalSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
}

function sign(text: string): string {
  return createHmac('sha256', getEnv().NEXTAUTH_SECRET)
    .update(`refusal:${text}`)
    .digest('base64url')
}
