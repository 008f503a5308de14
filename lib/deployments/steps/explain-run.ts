import 'server-only'
import { Prisma } from '#lib/generated/prisma/client.ts'
import { getGitHub, listPendingApprovals, listRuns, type Run } from '#lib/github/index.ts'
import type { MappedRun } from '../map-run.ts'
import { toJson } from '../store/move-deployment.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'
import type { Details } from '../types.ts'
import type { StateReason } from '../vocabulary.ts'

export interface ExplainedRun {
  readonly reason: StateReason | null
  readonly details: Details
  readonly waitingFor: Prisma.InputJsonValue | typeof Prisma.DbNull
}

/** Looks up what a run's words alone do not say: whose approval it waits for, and who cancelled it. */
export async function explainRun(
  deployment: TrackedDeployment,
  run: Run,
  mapped: MappedRun,
  signal: AbortSignal,
): Promise<ExplainedRun> {
  const plain = { reason: mapped.reason, details: {}, waitingFor: Prisma.DbNull }
  switch (mapped.reason) {
    case 'approval': {
      const waitingFor = await readApprovals(deployment, run, signal)
      return { ...plain, details: waitingFor, waitingFor: toJson(waitingFor) }
    }
    case 'cancelled_on_github':
      return { ...plain, ...(await explainCancel(deployment, run, signal)) }
    case 'run_not_executed':
    case 'conclusion_unknown':
      return { ...plain, details: { conclusion: run.conclusion } }
    default:
      return plain
  }
}

async function readApprovals(deployment: TrackedDeployment, run: Run, signal: AbortSignal) {
  const repository = deployment.repository ?? ''
  const pending = await listPendingApprovals(getGitHub(), repository, { runId: run.id, signal })
  const approvals = pending.ok ? pending.value : []
  return {
    environments: approvals.map(({ environment }) => environment),
    reviewers: [...new Set(approvals.flatMap(({ reviewers }) => reviewers))],
  }
}

const supersedeWindowMs = 60_000

/** Who cancelled a run: somebody here, a newer run of its concurrency group, or somebody on GitHub. */
async function explainCancel(
  deployment: TrackedDeployment,
  run: Run,
  signal: AbortSignal,
): Promise<{ readonly reason: StateReason; readonly details: Details }> {
  if (deployment.cancelRequestedAt) {
    return { reason: 'cancelled_here', details: { by: deployment.cancelRequestedBy } }
  }
  const successor = await findSuccessor(deployment, run, signal)
  return successor
    ? { reason: 'superseded', details: { byRunId: successor.id, byUrl: successor.url } }
    : { reason: 'cancelled_on_github', details: {} }
}

// GitHub does not say why a run was cancelled. A group cancels in the moment a newer run of the same workflow arrives:
// https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
async function findSuccessor(
  deployment: TrackedDeployment,
  run: Run,
  signal: AbortSignal,
): Promise<Run | null> {
  const workflow = deployment.workflow ?? ''
  const recent = await listRuns(getGitHub(), deployment.repository ?? '', {
    workflow,
    since: run.createdAt,
    pages: 1,
    signal,
  })
  if (!recent.ok) return null
  const endedAt = run.updatedAt.getTime()
  const isSuccessor = (other: Run) =>
    other.id !== run.id &&
    other.createdAt >= run.createdAt &&
    Math.abs(endedAt - other.createdAt.getTime()) <= supersedeWindowMs
  return recent.value.items.filter(isSuccessor).at(-1) ?? null
}
