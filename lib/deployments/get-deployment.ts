import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { getVisible } from './find-visible.ts'
import { listWitnesses } from './platform/list-witnesses.ts'
import { listActions } from './read/actions.ts'
import { readDurations } from './read/durations.ts'
import { findStuckNow } from './read/find-stuck-now.ts'
import { listJobs } from './read/list-jobs.ts'
import { toMilestones, toRun, toSearch, toWaitingFor } from './read/to-detail-parts.ts'
import { findHold } from './request/stage-blockers.ts'
import type { DeploymentPath } from './schemas.ts'
import type { TrackedDeployment } from './store/track-deployment.ts'
import { summarySelect, toMoment, toSummary } from './to-summary.ts'
import type { DeploymentDetail, DeploymentSummary, VerificationView } from './types.ts'
import { toCheck, toExpectation } from './verdict.ts'

/** One deployment with everything its page shows. */
export async function getDeployment(
  ctx: Context,
  { id }: DeploymentPath,
): Promise<DeploymentDetail> {
  const { deployment, subject } = await getVisible(ctx, id)
  const [summary, jobs, stuck, hold, target, verification] = await Promise.all([
    readSummary(ctx, id),
    listJobs(deployment, ctx.now()),
    findStuckNow(deployment, ctx.now()),
    findHold(deployment.stageId),
    findTarget(deployment),
    readVerification(deployment),
  ])
  const { workflow, workflowRef } = deployment
  return {
    ...summary,
    inputs: inputsSchema.parse(deployment.inputs),
    workflow: workflow && workflowRef ? { file: workflow, ref: workflowRef } : null,
    correlationId: deployment.correlationId,
    run: toRun(deployment),
    workflowMoved: hasWorkflowMoved(deployment),
    timeline: toMilestones(deployment),
    jobs,
    verification,
    waitingFor: toWaitingFor(deployment),
    stuck,
    notBefore: deployment.state === 'queued' ? toMoment(deployment.notBefore) : null,
    search: toSearch(deployment),
    target,
    hold,
    actions: listActions(ctx, subject, deployment, stuck !== null),
  }
}

/** The same as lists show it, for answers that only name it. */
export async function getDeploymentSummary(
  ctx: Context,
  { id }: DeploymentPath,
): Promise<DeploymentSummary> {
  await getVisible(ctx, id)
  return readSummary(ctx, id)
}

async function readSummary(ctx: Context, id: string): Promise<DeploymentSummary> {
  const row = await getDb().deployment.findUnique({ where: { id }, select: summarySelect })
  if (!row) throw notFound('This deployment')
  const durations = await readDurations([row.stageId])
  const usualDurationSeconds = durations.get(row.stageId)?.usualSeconds ?? null
  return toSummary(row, { now: ctx.now(), usualDurationSeconds })
}

const inputsSchema = z.record(z.string(), z.string()).catch({})

async function findTarget({ targetDeploymentId }: TrackedDeployment) {
  if (!targetDeploymentId) return null
  return getDb().deployment.findUnique({
    where: { id: targetDeploymentId },
    select: { id: true, number: true, version: true },
  })
}

/** The branch of the workflow file had moved when the run started; which commit was deployed is pinned regardless. */
function hasWorkflowMoved({ kind, workflowSha, runHeadSha }: TrackedDeployment): boolean {
  return kind !== 'external' && Boolean(workflowSha && runHeadSha && workflowSha !== runHeadSha)
}

async function readVerification(deployment: TrackedDeployment): Promise<VerificationView | null> {
  const { verifyingAt, verifyDeadline, state } = deployment
  if (!verifyingAt || !verifyDeadline) return null
  const expectation = toExpectation({ ...deployment, verifyingAt })
  // Once it has ended, newer measurements say nothing about it any more; the stored reason does.
  const probes = state === 'verifying' ? await listWitnesses(deployment) : []
  return {
    deadline: verifyDeadline.toISOString(),
    verifyWithinSeconds: deployment.verifyWithinSeconds,
    expectedVersion: deployment.version,
    expectedCommitSha: deployment.commitSha,
    checks: probes.map((probe) => toCheck(expectation, probe)),
  }
}
