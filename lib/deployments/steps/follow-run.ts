import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getEnv } from '#lib/core/env.ts'
import { type GitHubFailure, getGitHub, type Run, readRun } from '#lib/github/index.ts'
import { applyRun, type RunEffect } from '../apply-run.ts'
import { followOperation } from '../platform/follow-operation.ts'
import { isActive } from '../state.ts'
import { type DeploymentMove, moveDeployment } from '../store/move-deployment.ts'
import { isLockTaken, recordRerunConflict } from '../store/rerun-conflict.ts'
import { findTracked, type TrackedDeployment } from '../store/track-deployment.ts'
import { explainRun } from './explain-run.ts'
import { recordMissingRun } from './missing-run.ts'
import { toPollDelayMs } from './poll-delay.ts'
import { readRunSteps, writeRunSteps } from './run-steps.ts'
import { withCurrentName } from './with-current-name.ts'

/** Asks GitHub once how a deployment's run is doing, and plans when to ask again. */
export async function followRun(
  ctx: Context,
  deploymentId: string,
  signal: AbortSignal,
): Promise<void> {
  const deployment = await findTracked(deploymentId)
  if (deployment?.platformReleaseId) {
    return isFollowed(deployment) ? followOperation(ctx, deployment, signal) : undefined
  }
  const runId = deployment?.runId
  if (!deployment || !runId) return
  const found = await withCurrentName(deployment.repository ?? '', signal, (repository) =>
    readRun(getGitHub(), repository, { runId, signal }),
  )
  if (found.ok) await observeRun(ctx, deployment, found.value, signal)
  else if (isActive(deployment.state)) await recordSilence(ctx, deployment, found.failure, signal)
}

const isFollowed = ({ state }: TrackedDeployment) => state === 'running'

/** Writes what a run's present words mean for its deployment. */
export async function observeRun(
  ctx: Context,
  deployment: TrackedDeployment,
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  const effect = applyRun(deployment, run)
  if (effect.kind === 'ignore') return keepFollowing(ctx, deployment)
  const [explained, steps] = await Promise.all([
    explainRun(deployment, run, effect.mapped, signal),
    readRunSteps(deployment, run, signal),
  ])
  const move: DeploymentMove = {
    to: effect.mapped.state,
    reason: explained.reason,
    details: { ...explained.details, ...findFailedStep(steps, effect) },
    columns: (now) => ({
      ...toRunColumns(deployment, run, now),
      waitingFor: explained.waitingFor,
      ...toVerifyColumns(deployment, effect, now),
      ...(effect.kind === 'reopen' ? freshAttempt : {}),
    }),
    next: toNextStep(ctx, deployment, effect),
    also: (tx) => writeRunSteps(tx, deployment, run, steps),
  }
  if (effect.kind !== 'reopen') await moveDeployment(ctx, deployment, move)
  else await reopen(ctx, deployment, run, move)
}

/** A new attempt of an ended run needs the stage's lock again; without it the conflict is shown. */
async function reopen(
  ctx: Context,
  deployment: TrackedDeployment,
  run: Run,
  move: DeploymentMove,
): Promise<void> {
  try {
    await moveDeployment(ctx, deployment, move)
  } catch (error) {
    if (!isLockTaken(error)) throw error
    await recordRerunConflict(ctx, deployment, run)
  }
}

async function keepFollowing(ctx: Context, deployment: TrackedDeployment): Promise<void> {
  if (!isActive(deployment.state) || deployment.state === 'verifying') return
  await moveDeployment(ctx, deployment, {
    columns: (now) => ({ runObservedAt: now }),
    next: { step: 'follow', afterMs: pollDelay(ctx, deployment) },
  })
}

async function recordSilence(
  ctx: Context,
  deployment: TrackedDeployment,
  failure: GitHubFailure,
  signal: AbortSignal,
): Promise<void> {
  if (failure.kind === 'not_found') return recordMissingRun(ctx, deployment, signal)
  const waitMs =
    failure.kind === 'not_accepted' ? failure.retryAt.getTime() - ctx.now().getTime() : 0
  ctx.logger.warn({ deploymentId: deployment.id, failure: failure.kind }, 'run could not be read')
  const afterMs = Math.max(waitMs, pollDelay(ctx, deployment))
  await moveDeployment(ctx, deployment, { next: { step: 'follow', afterMs } })
}

function toRunColumns(deployment: TrackedDeployment, run: Run, now: Date) {
  return {
    runId: run.id,
    runAttempt: run.attempt,
    runUrl: run.url,
    runStatus: run.status,
    runConclusion: run.conclusion,
    runHeadSha: run.headSha,
    runUpdatedAt: run.updatedAt,
    runObservedAt: now,
    startedAt: run.status === 'in_progress' ? (deployment.startedAt ?? now) : deployment.startedAt,
  }
}

function toVerifyColumns(deployment: TrackedDeployment, effect: Moving, now: Date) {
  if (effect.mapped.state !== 'verifying') return { verifyingAt: null, verifyDeadline: null }
  const verifyDeadline = new Date(now.getTime() + deployment.verifyWithinSeconds * 1_000)
  return { verifyingAt: now, verifyDeadline }
}

/** What was asked of the attempt before is not asked of this one. */
const freshAttempt = {
  cancelRequestedAt: null,
  cancelRequestedBy: null,
  forceCancelRequestedAt: null,
}

type Moving = Exclude<RunEffect, { readonly kind: 'ignore' }>

function toNextStep(
  ctx: Context,
  deployment: TrackedDeployment,
  effect: Moving,
): DeploymentMove['next'] {
  const { state } = effect.mapped
  if (state === 'verifying') return { step: 'verify', afterMs: 0 }
  if (!isActive(state)) return null
  return { step: 'follow', afterMs: pollDelay(ctx, deployment) }
}

function findFailedStep(steps: Awaited<ReturnType<typeof readRunSteps>>, effect: Moving) {
  if (effect.mapped.reason !== 'run_failed') return {}
  const job = steps?.find(({ state }) => state === 'failed')
  const step = job?.steps.find(({ state }) => state === 'failed')
  return { ...(job ? { job: job.name, jobId: job.id } : {}), ...(step ? { step: step.name } : {}) }
}

function pollDelay(ctx: Context, deployment: TrackedDeployment): number {
  const ageMs = ctx.now().getTime() - (deployment.dispatchedAt ?? deployment.createdAt).getTime()
  return toPollDelayMs(getEnv().DEPLOYMENT_POLL_SECONDS, ageMs, Math.random())
}
