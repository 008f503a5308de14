import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { conflict } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { liftHoldInForce } from './holds/lift-hold-in-force.ts'
import type { LiftHoldInput, StagePath } from './schemas.ts'
import { lockStage } from './store/stage-lock.ts'
import { toStageChanges, updateStageState } from './store/update-stage-state.ts'

/** Frees a stage for deployments again. */
export async function liftHold(ctx: Context, path: StagePath, input: LiftHoldInput): Promise<void> {
  const subject = await getStageSubject(ctx, path)
  const { stageId, systemId } = subject
  await mutate(ctx, 'hold:lift', subject, async (tx) => {
    await lockStage(tx, stageId)
    const hold = await liftHoldInForce(ctx, tx, stageId, input.reason)
    if (!hold) throw conflict('This stage has no hold.', { reason: 'no_hold' })
    await updateStageState(tx, stageId)
    return {
      result: undefined,
      audit: {
        action: 'hold.lift',
        entity: { kind: 'hold', id: hold.id },
        systemId,
        stageId,
        before: hold,
        after: { reason: input.reason },
      },
      changes: toStageChanges(systemId, `${subject.systemSlug}/${subject.stageSlug}`),
    }
  })
}
