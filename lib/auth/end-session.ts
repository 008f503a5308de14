import type { Context } from '#lib/core/context.ts'
import { notFound } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { requirePerson } from './require-person.ts'

/** Ends one of the actor's own sessions. Somebody else's does not exist for them. */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  await mutate(ctx, 'account:manage', null, async (tx) => {
    const { id: userId } = requirePerson(ctx)
    const { count } = await tx.session.deleteMany({ where: { id: sessionId, userId } })
    if (count === 0) throw notFound('The session')
    return {
      result: undefined,
      audit: {
        action: 'session.end',
        entity: { kind: 'session', id: sessionId },
        before: { state: 'active' },
        after: { state: 'ended' },
      },
    }
  })
}
