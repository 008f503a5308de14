import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getEnv } from '#lib/core/env.ts'
import { getGitHub, type Listing, listRuns, type Result, type Run } from '#lib/github/index.ts'
import { matchRun } from '../match-run.ts'
import { seekOperation } from '../platform/seek-operation.ts'
import { moveDeployment } from '../store/move-deployment.ts'
import { recordFailedSearch, recordFruitlessSearch } from '../store/search-evidence.ts'
import { findTracked, type TrackedDeployment } from '../store/track-deployment.ts'
import { claimLeaseMs } from './dispatch-deployment.ts'
import { observeRun } from './follow-run.ts'
import { withCurrentName } from './with-current-name.ts'

/** Covers a clock of GitHub that runs behind ours. */
const clockSkewMs = 5 * 60_000

/** Finds out what became of a start whose outcome is not known. It only looks; nothing is ever sent again. */
export async function reconcileDeployment(
  ctx: Context,
  deploymentId: string,
  signal: AbortSignal,
): Promise<void> {
  const found = await findTracked(deploymentId)
  if (!found) return
  const deployment = found.state === 'dispatching' ? await giveUpClaim(ctx, found) : found
  if (!deployment || deployment.runId || !isSought(deployment)) return
  const isOpen = deployment.state === 'unknown'
  if (deployment.platformReleaseId) {
    return isOpen ? seekOperation(ctx, deployment, signal) : undefined
  }
  const listing = await searchRuns(deployment, signal)
  if (!isOpen) {
    const late = listing.ok ? matchRun(listing.value.items, deployment.correlationId) : null
    return late ? observeRun(ctx, deployment, late, signal) : undefined
  }
  if (!listing.ok) return recordFailedSearch(ctx, deployment, listing.failure.message)
  const run = matchRun(listing.value.items, deployment.correlationId)
  if (run) await observeRun(ctx, deployment, run, signal)
  // A listing that was cut off proves nothing about what it left out.
  else if (listing.value.truncated) await recordFailedSearch(ctx, deployment, 'too many runs')
  else await recordFruitlessSearch(ctx, deployment, listing.value.items.length)
}

/** Also one that was given up: should its run come to light after all, it is the same deployment. */
const isSought = ({ state }: TrackedDeployment) => state === 'unknown' || state === 'not_started'

/** A claim past its lease belongs to a worker that is gone, with or without having called. */
async function giveUpClaim(
  ctx: Context,
  deployment: TrackedDeployment,
): Promise<TrackedDeployment | null> {
  const ageMs = ctx.now().getTime() - (deployment.claimedAt?.getTime() ?? 0)
  if (ageMs < claimLeaseMs) {
    const next = { step: 'reconcile', afterMs: claimLeaseMs - ageMs } as const
    await moveDeployment(ctx, deployment, { next })
    return null
  }
  await moveDeployment(ctx, deployment, {
    to: 'unknown',
    reason: 'worker_lost',
    next: { step: 'reconcile', afterMs: pollMs() },
  })
  return findTracked(deployment.id)
}

function searchRuns(
  deployment: TrackedDeployment,
  signal: AbortSignal,
): Promise<Result<Listing<Run>>> {
  const startedAt = deployment.dispatchedAt ?? deployment.createdAt
  const since = new Date(startedAt.getTime() - clockSkewMs)
  const workflow = deployment.workflow ?? ''
  return withCurrentName(deployment.repository ?? '', signal, (repository) =>
    listRuns(getGitHub(), repository, { workflow, since, event: 'workflow_dispatch', signal }),
  )
}

const pollMs = () => getEnv().DEPLOYMENT_POLL_SECONDS * 1_000
