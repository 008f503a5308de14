import type { Context } from '#lib/core/context.ts'
import { mutate } from '#lib/core/mutate.ts'
import { getUserForChange } from './get-user-for-change.ts'

/** Signs somebody out everywhere, at once. Returns how many sessions ended. */
export async function endUserSessions(ctx: Context, userId: string): Promise<number> {
  return mutate(ctx, 'user:manage', null, async (tx) => {
    const { name } = await getUserForChange(tx, userId)
    const { count } = await tx.session.deleteMany({ where: { userId } })
    if (count === 0) return { result: 0, audit: 'unchanged' }
    return {
      result: count,
      audit: {
        action: 'user.end-sessions',
        entity: { kind: 'user', id: userId },
        before: { name, sessions: count },
        after: { name, sessions: 0 },
      },
    }
  })
}
