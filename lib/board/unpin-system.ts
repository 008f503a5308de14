import 'server-only'
import { getSystemSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { mutate } from '#lib/core/mutate.ts'
import { requireReader } from './require-reader.ts'
import type { PinInput } from './schemas.ts'

/** Puts a system back among the others on the actor's own board. Safe to repeat. */
export async function unpinSystem(ctx: Context, input: PinInput): Promise<void> {
  const subject = await getSystemSubject(ctx, input)
  const userId = requireReader(ctx)
  await mutate(ctx, 'system:pin', subject, async (tx) => {
    const { count } = await tx.systemPin.deleteMany({
      where: { userId, systemId: subject.systemId },
    })
    return {
      result: undefined,
      audit:
        count === 0
          ? 'unchanged'
          : {
              action: 'system.unpin',
              entity: { kind: 'system', id: subject.systemId },
              systemId: subject.systemId,
              before: { pinned: true },
              after: { pinned: false },
            },
    }
  })
}
