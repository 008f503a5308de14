import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { conflict } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { getVisible } from './find-visible.ts'
import { findStuckNow } from './read/find-stuck-now.ts'
import type { DeploymentPath, DetachDeploymentInput } from './schemas.ts'
import { isActive } from './state.ts'
import { writeMove } from './store/move-deployment.ts'
import { findTracked, type TrackedDeployment } from './store/track-deployment.ts'
import { toDeploymentChanges } from './store/update-stage-state.ts'

/**
 * Frees a stage from a deployment that shows no news any more, on a lead's word. Its run, if there is one, is neither
 * ended nor followed.
 */
export async function detachDeployment(
  ctx: Context,
  { id }: DeploymentPath,
  input: DetachDeploymentInput,
): Promise<void> {
  const { subject, deployment: seen } = await getVisible(ctx, id)
  const isStuck = (await findStuckNow(seen, ctx.now())) !== null
  await mutate(ctx, 'deployment:detach', subject, async (tx) => {
    const deployment = await findTracked(id, tx)
    if (!deployment) throw new Error('A deployment is never deleted.')
    requireDetachable(deployment, isStuck)
    const by = ctx.actor.name
    const isWritten = await writeMove(tx, deployment, {
      to: 'failed',
      reason: 'detached',
      details: { by, reason: input.reason, lastState: deployment.state },
      next: null,
    })
    if (!isWritten) {
      throw conflict('The deployment moved on in this moment. Look again, then decide.', {
        reason: 'moved_on',
      })
    }
    return {
      result: undefined,
      audit: {
        action: 'deployment.detach',
        entity: { kind: 'deployment', id },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: { state: deployment.state, reason: deployment.stateReason },
        after: { reason: input.reason },
      },
      changes: toDeploymentChanges(deployment),
    }
  })
}

function requireDetachable({ state, number }: TrackedDeployment, isStuck: boolean): void {
  if (!isActive(state)) {
    throw conflict(`Deployment #${number} has ended already.`, {
      reason: 'already_ended',
      details: { state },
    })
  }
  if (state === 'unknown' || isStuck) return
  throw conflict(
    `Deployment #${number} is making progress. Only one whose start is uncertain, or that shows no news for long, is detached; cancel this one instead.`,
    { reason: 'not_stuck', details: { state } },
  )
}
