import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { conflict } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { getVisible } from './find-visible.ts'
import type { CancelDeploymentInput, DeploymentPath } from './schemas.ts'
import { isActive } from './state.ts'
import { planCancel } from './steps/step-jobs.ts'
import { type DeploymentMove, writeMove } from './store/move-deployment.ts'
import { findTracked, type TrackedDeployment } from './store/track-deployment.ts'
import { toDeploymentChanges } from './store/update-stage-state.ts'

/**
 * Ends a deployment: at once while nothing was sent, else by asking GitHub, which may take its time. A run that goes on
 * nevertheless can be asked to end by force.
 */
export async function cancelDeployment(
  ctx: Context,
  { id }: DeploymentPath,
  input: CancelDeploymentInput,
): Promise<void> {
  const { subject } = await getVisible(ctx, id)
  await mutate(ctx, 'deployment:cancel', subject, async (tx) => {
    const deployment = await findTracked(id, tx)
    if (!deployment) throw new Error('A deployment is never deleted.')
    requireCancellable(deployment, input)
    const isRepeated = deployment.cancelRequestedAt !== null && !input.force
    if (isRepeated) return { result: undefined, audit: 'unchanged' }
    const isWritten = await writeMove(tx, deployment, toMove(ctx, deployment, input))
    if (!isWritten) {
      throw conflict('The deployment moved on in this moment. Look again, then decide.', {
        reason: 'moved_on',
      })
    }
    return {
      result: undefined,
      audit: {
        action: 'deployment.cancel',
        entity: { kind: 'deployment', id },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: { state: deployment.state },
        after: { force: input.force },
      },
      changes: toDeploymentChanges(deployment),
    }
  })
}

function toMove(
  ctx: Context,
  deployment: TrackedDeployment,
  { force }: CancelDeploymentInput,
): DeploymentMove {
  const by = ctx.actor.name
  if (deployment.state === 'queued') {
    return {
      to: 'not_started',
      reason: 'cancelled_before_start',
      details: { by },
      columns: (now) => ({ cancelRequestedAt: now, cancelRequestedBy: by }),
      next: null,
    }
  }
  return {
    columns: (now) => ({
      cancelRequestedAt: deployment.cancelRequestedAt ?? now,
      cancelRequestedBy: deployment.cancelRequestedBy ?? by,
      ...(force ? { forceCancelRequestedAt: now } : {}),
    }),
    also: (tx: Tx) => planCancel(tx, deployment.id, force),
  }
}

function requireCancellable(deployment: TrackedDeployment, input: CancelDeploymentInput): void {
  const { state, number } = deployment
  if (!isActive(state)) {
    throw conflict(`Deployment #${number} has ended already.`, {
      reason: 'already_ended',
      details: { state },
    })
  }
  if (state === 'verifying') {
    throw conflict(
      `The workflow of deployment #${number} has ended and the stage has changed. Roll back to undo it.`,
      { reason: 'too_late_to_cancel' },
    )
  }
  if (deployment.platformReleaseId !== null && state !== 'queued') {
    throw conflict(
      `Deployment #${number} is a rollback that the platform carries out; it takes no cancellation. Wait for its end.`,
      { reason: 'not_cancellable' },
    )
  }
  if (input.force && !deployment.cancelRequestedAt) {
    throw conflict('Cancel it first; force is for a run that goes on nevertheless.', {
      reason: 'cancel_first',
    })
  }
}
