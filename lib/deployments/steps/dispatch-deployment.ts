import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { observe } from '#lib/core/mutate.ts'
import { dispatchWorkflow, getGitHub } from '#lib/github/index.ts'
import { classifyDispatch, type DispatchOutcome } from '../classify-dispatch.ts'
import { restoreRelease } from '../platform/restore-release.ts'
import { moveDeployment } from '../store/move-deployment.ts'
import {
  findPlace,
  findTracked,
  type TrackedDeployment,
  toTracked,
} from '../store/track-deployment.ts'
import { toDeploymentChanges, updateStageState } from '../store/update-stage-state.ts'
import { planStep } from './step-jobs.ts'

/** Longer than the call may take: a claim older than this belongs to a worker that is gone. */
export const claimLeaseMs = 45_000
/** A claimed call that is not under way by then is not made: its worker was paused, and others act on the claim's age. */
const sendWithinMs = 10_000
/** A start that had to wait this long would surprise whoever asked for it. */
const expiryMs = 2 * 3_600_000

const inputsSchema = z.record(z.string(), z.string())

/**
 * Starts a queued deployment's workflow. The claim is stored before the call and the call is made once; whatever happens
 * to this process afterwards, nobody calls again for this claim.
 */
export async function dispatchDeployment(ctx: Context, deploymentId: string): Promise<void> {
  const claimed = await claim(ctx, deploymentId)
  if (!claimed) return settleUnclaimed(ctx, deploymentId)
  const claimedAtMs = performance.now()
  const mayStillSend = () => performance.now() - claimedAtMs < sendWithinMs
  const announced = announceClaim(ctx, claimed)
  if (claimed.platformReleaseId) {
    await announced
    const failure = await restoreRelease(ctx, claimed, mayStillSend)
    return failure ? record(ctx, claimed, failure) : undefined
  }
  const { repository, workflow, workflowRef } = claimed
  if (!repository || !workflow || !workflowRef) {
    await announced
    await moveDeployment(ctx, claimed, {
      to: 'failed',
      reason: 'rejected',
      details: { message: 'The catalog no longer says how to deploy this stage.' },
    })
    return
  }
  const result = await dispatchWorkflow(getGitHub(), repository, {
    workflow,
    ref: workflowRef,
    inputs: inputsSchema.parse(claimed.inputs),
    mayStillSend,
  })
  // What follows shows the stage anew, and must be the last to do so.
  await announced
  await record(ctx, claimed, classifyDispatch(result, ctx.now()))
}

/** Null when there is nothing to start: already claimed, cancelled, expired, or not due yet. */
function claim(ctx: Context, deploymentId: string): Promise<TrackedDeployment | null> {
  return observe(ctx, async (tx) => {
    const place = await findPlace(deploymentId, tx)
    if (!place) return { result: null }
    const { now } = place
    const [row] = await tx.deployment.updateManyAndReturn({
      where: {
        id: deploymentId,
        state: 'queued',
        createdAt: { gt: new Date(now.getTime() - expiryMs) },
        OR: [{ notBefore: null }, { notBefore: { lte: now } }],
      },
      data: {
        state: 'dispatching',
        stateReason: null,
        stateSince: now,
        claimedAt: now,
        dispatchedAt: now,
        attempt: { increment: 1 },
        fence: { increment: 1 },
        nextStepAt: new Date(now.getTime() + claimLeaseMs),
      },
    })
    if (!row) return { result: null }
    const deployment = toTracked(row, place)
    // Should this process end now, the claim's fate is looked into when the lease is over.
    await planStep(tx, deploymentId, 'reconcile', new Date(now.getTime() + claimLeaseMs))
    return { result: deployment }
  })
}

/** Shows the claim on the board, beside the call that it stands for: the call does not wait for what is only shown. */
async function announceClaim(ctx: Context, claimed: TrackedDeployment): Promise<void> {
  try {
    await observe(ctx, async (tx) => {
      await updateStageState(tx, claimed.stageId)
      return { result: undefined, changes: toDeploymentChanges(claimed) }
    })
  } catch (error) {
    ctx.logger.warn({ deploymentId: claimed.id, error: String(error) }, 'claim not shown')
  }
}

async function settleUnclaimed(ctx: Context, deploymentId: string): Promise<void> {
  const deployment = await findTracked(deploymentId)
  if (deployment?.state !== 'queued') return
  const dueInMs = (deployment.notBefore?.getTime() ?? 0) - ctx.now().getTime()
  const isExpired = ctx.now().getTime() - deployment.createdAt.getTime() >= expiryMs
  if (isExpired) {
    const details = { hours: expiryMs / 3_600_000 }
    await moveDeployment(ctx, deployment, { to: 'not_started', reason: 'expired', details })
  } else {
    const next = { step: 'dispatch', afterMs: Math.max(1_000, dueInMs) } as const
    await moveDeployment(ctx, deployment, { next })
  }
}

async function record(
  ctx: Context,
  claimed: TrackedDeployment,
  outcome: DispatchOutcome,
): Promise<void> {
  switch (outcome.kind) {
    case 'started':
      await moveDeployment(ctx, claimed, {
        to: 'running',
        reason: 'run_queued',
        columns: { runId: outcome.runId, runUrl: outcome.runUrl, notBefore: null },
        next: { step: 'follow', afterMs: 1_000 },
      })
      return
    case 'uncertain':
      await moveDeployment(ctx, claimed, {
        to: 'unknown',
        reason: outcome.reason,
        details: outcome.details,
        next: { step: 'reconcile', afterMs: 1_000 },
      })
      return
    case 'rejected':
      await moveDeployment(ctx, claimed, {
        to: 'failed',
        reason: outcome.reason,
        details: outcome.details,
        next: null,
      })
      return
    case 'postponed': {
      const afterMs = Math.max(1_000, outcome.retryAt.getTime() - ctx.now().getTime())
      await moveDeployment(ctx, claimed, {
        to: 'queued',
        reason: outcome.reason,
        details: outcome.details,
        columns: (now) => ({ notBefore: new Date(now.getTime() + afterMs) }),
        next: { step: 'dispatch', afterMs },
      })
    }
  }
}
