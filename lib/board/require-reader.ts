import type { Context } from '#lib/core/context.ts'
import { forbidden } from '#lib/core/errors.ts'

/** Id of the person whose board it is; tokens and jobs have none. */
export function requireReader({ actor }: Context): string {
  if (actor.kind === 'user') return actor.id
  throw forbidden('Pins belong to a person: sign in instead of using a token.', {
    reason: 'person_needed',
  })
}
