import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { findHold } from '../request/stage-blockers.ts'
import type { HoldView } from '../types.ts'

/** Lifts the hold of a stage within the caller's transaction and returns it; null when there was none. */
export async function liftHoldInForce(
  ctx: Context,
  tx: Tx,
  stageId: string,
  reason: string,
): Promise<HoldView | null> {
  const hold = await findHold(stageId, tx)
  await tx.hold.updateMany({
    where: { stageId, liftedAt: null },
    data: { liftedAt: new Date(), liftedBy: ctx.actor.name, liftReason: reason },
  })
  return hold
}
