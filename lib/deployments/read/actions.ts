import type { StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { hasPermission, type Permission, permissions } from '#lib/core/permissions.ts'
import { createBlocker } from '../blockers.ts'
import { isActive } from '../state.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'
import type { Availability, Blocker, DeploymentActions } from '../types.ts'

/** What can be done with a deployment now; an action that makes no sense in its state has no blockers to show. */
export function listActions(
  ctx: Context,
  subject: StageSubject,
  deployment: TrackedDeployment,
  isStuck: boolean,
): DeploymentActions {
  const { state, cancelRequestedAt, forceCancelRequestedAt, runId, platformReleaseId } = deployment
  // A platform takes no cancellation of its rollback; before it was asked, ours can still be dropped.
  const isOurs = platformReleaseId === null || state === 'queued'
  const isRunning = isActive(state) && state !== 'verifying' && isOurs
  const offer = (permission: Permission, isPossible: boolean): Availability => {
    const blockers = listMissingRole(ctx, subject, permission)
    return { available: isPossible && blockers.length === 0, blockers: isPossible ? blockers : [] }
  }
  return {
    cancel: offer('deployment:cancel', isRunning && !cancelRequestedAt),
    forceCancel: offer(
      'deployment:cancel',
      isRunning && Boolean(runId && cancelRequestedAt && !forceCancelRequestedAt),
    ),
    detach: offer('deployment:detach', isActive(state) && (state === 'unknown' || isStuck)),
    rollBack: offer('deployment:roll-back', !isActive(state)),
  }
}

/** The role a permission needs and the actor lacks here; empty when they have it. */
export function listMissingRole(
  ctx: Context,
  subject: StageSubject,
  permission: Permission,
): readonly Blocker[] {
  if (hasPermission(ctx, permission, subject)) return []
  return [createBlocker('role_missing', { permission, role: permissions[permission] })]
}
