import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getEnv } from '#lib/core/env.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import type { OperationState } from '#lib/hosting/rollback-port.ts'
import { moveDeployment } from '../store/move-deployment.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'
import { openRollback } from './open-rollback.ts'

export const followAfterMs = 3_000

/** How the platform says a way back is going. Throws `HostingError`. */
export async function readOperation(
  deployment: TrackedDeployment,
  signal: AbortSignal,
): Promise<OperationState> {
  const { stageId, platformSource, platformReleaseId, correlationId, operationId } = deployment
  if (!platformSource || !platformReleaseId) throw new Error('It goes back by its workflow.')
  const control = await openRollback(stageId, platformSource)
  return control.readOperation(
    {
      operationKey: correlationId,
      operationId,
      releaseId: platformReleaseId,
      requestedAt: deployment.dispatchedAt ?? deployment.createdAt,
    },
    signal,
  )
}

/** Asks the platform once how its way back is going, and plans when to ask again. */
export async function followOperation(
  ctx: Context,
  deployment: TrackedDeployment,
  signal: AbortSignal,
): Promise<void> {
  try {
    await observeOperation(ctx, deployment, await readOperation(deployment, signal))
  } catch (error) {
    if (!(error instanceof HostingError)) throw error
    ctx.logger.warn(
      { deploymentId: deployment.id, failure: error.failure },
      'an operation of a platform could not be read',
    )
    const afterMs = Math.max(pollMs(), (error.retryAfterSeconds ?? 0) * 1_000)
    await moveDeployment(ctx, deployment, { next: { step: 'follow', afterMs } })
  }
}

/** Writes what the platform says about its way back. What it does not know (any more) is asked for again. */
export async function observeOperation(
  ctx: Context,
  deployment: TrackedDeployment,
  found: OperationState,
): Promise<void> {
  const operationId = found.operationId ?? deployment.operationId
  switch (found.state) {
    case 'succeeded':
      await moveDeployment(ctx, deployment, {
        to: 'verifying',
        columns: (now) => ({
          operationId,
          runObservedAt: now,
          verifyingAt: now,
          verifyDeadline: new Date(now.getTime() + deployment.verifyWithinSeconds * 1_000),
        }),
        next: { step: 'verify', afterMs: 0 },
      })
      return
    case 'failed':
      await moveDeployment(ctx, deployment, {
        to: 'failed',
        reason: 'restore_failed',
        details: { message: found.detail },
        columns: (now) => ({ operationId, runObservedAt: now }),
        next: null,
      })
      return
    case 'running':
      await moveDeployment(ctx, deployment, {
        to: 'running',
        reason: 'restore_running',
        columns: (now) => ({
          ...{ operationId, runObservedAt: now },
          startedAt: deployment.startedAt ?? now,
        }),
        next: { step: 'follow', afterMs: pollMs() },
      })
      return
    case 'not_found':
      await moveDeployment(ctx, deployment, { next: { step: 'follow', afterMs: pollMs() } })
  }
}

const pollMs = () => getEnv().DEPLOYMENT_POLL_SECONDS * 1_000
