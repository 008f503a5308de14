import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { hastenProbes } from '#lib/health/index.ts'
import { listWitnesses } from '../platform/list-witnesses.ts'
import { moveDeployment } from '../store/move-deployment.ts'
import { findTracked, type TrackedDeployment } from '../store/track-deployment.ts'
import { recordRunning } from '../store/update-stage-state.ts'
import { judgeVerification, toExpectation, type Verdict } from '../verdict.ts'

const askAgainMs = 2_000

/** Looks whether the stage is healthy and runs what was deployed; asks for fresh measurements until it is or time is up. */
export async function verifyDeployment(ctx: Context, deploymentId: string): Promise<void> {
  const deployment = await findTracked(deploymentId)
  if (deployment?.state !== 'verifying' || !deployment.verifyingAt) return
  const probes = await listWitnesses(deployment)
  const expectation = toExpectation({ ...deployment, verifyingAt: deployment.verifyingAt })
  const verdict = judgeVerification(expectation, probes, ctx.now())
  if (verdict.kind === 'pending') {
    await requestMeasurements(deployment.stageId)
    await moveDeployment(ctx, deployment, { next: { step: 'verify', afterMs: askAgainMs } })
  } else if (verdict.kind === 'agreed') {
    await succeed(
      ctx,
      deployment,
      probes.some((probe) => probe.readsVersion && !probe.isPaused),
    )
  } else {
    await recordDisagreement(ctx, deployment, verdict)
  }
}

async function succeed(ctx: Context, deployment: TrackedDeployment, isConfirmed: boolean) {
  await moveDeployment(ctx, deployment, {
    to: 'succeeded',
    also: (tx) => recordRunning(tx, deployment, isConfirmed),
  })
}

async function recordDisagreement(
  ctx: Context,
  deployment: TrackedDeployment,
  { reason, check }: Extract<Verdict, { readonly kind: 'disagreed' }>,
): Promise<void> {
  await moveDeployment(ctx, deployment, {
    to: 'failed',
    reason,
    details: {
      probe: check.probe,
      component: check.component,
      health: check.health,
      healthReason: check.healthReason,
      observedVersion: check.version,
      observedCommitSha: check.commitSha,
      observedAt: check.observedAt,
      expectedVersion: deployment.version,
      expectedCommitSha: deployment.commitSha,
    },
  })
}

// Outside of any transaction that holds the stage: the prober locks its rows in another order.
async function requestMeasurements(stageId: string): Promise<void> {
  await hastenProbes(onTransaction(getDb()), stageId)
}
