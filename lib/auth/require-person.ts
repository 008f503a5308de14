import type { Actor, Context } from '#lib/core/context.ts'
import { forbidden } from '#lib/core/errors.ts'

/** Throws unless a signed-in person acts: tokens, jobs and the command line have no account of their own. */
export function requirePerson(ctx: Context): Extract<Actor, { kind: 'user' }> {
  if (ctx.actor.kind === 'user') return ctx.actor
  throw forbidden('Only a signed-in person has an account here.', { reason: 'person_required' })
}
