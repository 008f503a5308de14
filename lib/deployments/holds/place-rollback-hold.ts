import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { updateStageState } from '../store/update-stage-state.ts'

interface RollbackHold {
  readonly stageId: string
  readonly deploymentId: string
  readonly reason: string
}

/** Holds a stage because of a rollback; a hold that is in force already stays as it is. Returns the hold's id. */
export async function placeRollbackHold(
  ctx: Context,
  tx: Tx,
  { stageId, deploymentId, reason }: RollbackHold,
): Promise<string> {
  await endExpiredHold(tx, stageId)
  const present = await tx.hold.findFirst({ where: { stageId, liftedAt: null } })
  if (present) return present.id
  const { id } = await tx.hold.create({
    data: { stageId, deploymentId, reason, kind: 'rollback', createdBy: ctx.actor.name },
    select: { id: true },
  })
  await updateStageState(tx, stageId)
  return id
}

/** Makes room for a new hold where the old one has run out but was not cleared away yet. */
export async function endExpiredHold(tx: Tx, stageId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE hold SET lifted_at = until, lifted_by = 'expiry'
    WHERE stage_id = ${stageId}::uuid AND lifted_at IS NULL AND until <= now()`
}
