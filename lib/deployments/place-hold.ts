import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { conflict, invalidInput } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { endExpiredHold } from './holds/place-rollback-hold.ts'
import { findHold } from './request/stage-blockers.ts'
import type { PlaceHoldInput, StagePath } from './schemas.ts'
import { lockStage } from './store/stage-lock.ts'
import { toStageChanges, updateStageState } from './store/update-stage-state.ts'
import type { HoldView } from './types.ts'

/** Stops deployments to a stage until somebody lifts it or its time is over. What is under way goes on. */
export async function placeHold(
  ctx: Context,
  path: StagePath,
  input: PlaceHoldInput,
): Promise<HoldView> {
  const subject = await getStageSubject(ctx, path)
  const { stageId, systemId } = subject
  requireFuture(input.until, ctx.now())
  return mutate(ctx, 'hold:place', subject, async (tx) => {
    await lockStage(tx, stageId)
    await endExpiredHold(tx, stageId)
    const present = await findHold(stageId, tx)
    if (present) {
      throw conflict(`${present.createdBy} holds this stage already: "${present.reason}".`, {
        reason: 'hold',
        details: { hold: present },
      })
    }
    const { reason, until } = input
    await tx.hold.create({
      data: { stageId, kind: 'manual', reason, createdBy: ctx.actor.name, until },
    })
    await updateStageState(tx, stageId)
    const hold = await findHold(stageId, tx)
    if (!hold) throw new Error('A hold that was just placed is in force.')
    return {
      result: hold,
      audit: {
        action: 'hold.place',
        entity: { kind: 'hold', id: hold.id },
        systemId,
        stageId,
        before: null,
        after: { reason, until: until ?? null },
      },
      changes: toStageChanges(systemId, `${subject.systemSlug}/${subject.stageSlug}`),
    }
  })
}

function requireFuture(until: string | undefined, now: Date): void {
  if (until === undefined || new Date(until) > now) return
  const message = 'must lie in the future'
  throw invalidInput(`until ${message}.`, { fields: [{ path: 'until', message }] })
}
