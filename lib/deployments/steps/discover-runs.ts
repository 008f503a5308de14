import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { getGitHub, listRuns, type Run } from '#lib/github/index.ts'
import { listCorrelationIds } from '../match-run.ts'
import { recordExternalRun } from '../store/record-external-run.ts'
import { listWorkflowStages } from '../store/workflow-stages.ts'
import { hastenStep } from './step-jobs.ts'
import { withCurrentName } from './with-current-name.ts'

export interface WatchedWorkflow {
  /** `owner/name` as in the catalog. */
  readonly repository: string
  readonly workflow: string
}

/**
 * Looks at a workflow's newest runs for what nobody told us: runs started on GitHub itself, new attempts of runs we
 * know, and starts of ours that were thought lost.
 */
export async function discoverRuns(
  ctx: Context,
  watched: WatchedWorkflow,
  signal: AbortSignal,
): Promise<void> {
  const stages = await listWorkflowStages(watched)
  if (stages.length === 0) return
  const listing = await withCurrentName(watched.repository, signal, (repository) =>
    listRuns(getGitHub(), repository, { workflow: watched.workflow, pages: 1, signal }),
  )
  if (!listing.ok) {
    ctx.logger.info({ ...watched, failure: listing.failure.kind }, 'runs could not be listed')
    return
  }
  const known = await findKnown(listing.value.items)
  // Oldest first, so that numbers follow the order in which the runs were started.
  for (const run of listing.value.items.toReversed()) {
    const deployment = known.byRun.get(run.id) ?? findByCorrelation(run, known.byCorrelation)
    if (!deployment) await recordExternalRun(ctx, stages, run)
    else if (isNews(deployment, run)) await hastenStep(deployment.id, toStep(deployment))
  }
}

interface Known {
  readonly id: string
  readonly runId: string | null
  readonly runAttempt: number | null
  readonly correlationId: string
  readonly state: string
}

async function findKnown(runs: readonly Run[]) {
  const correlationIds = runs.flatMap((run) => listCorrelationIds(run.title))
  const deployments = await getDb().deployment.findMany({
    where: {
      OR: [{ runId: { in: runs.map(({ id }) => id) } }, { correlationId: { in: correlationIds } }],
    },
    select: { id: true, runId: true, runAttempt: true, correlationId: true, state: true },
  })
  return {
    byRun: new Map(deployments.flatMap((item) => (item.runId ? [[item.runId, item]] : []))),
    byCorrelation: new Map(deployments.map((item) => [item.correlationId, item])),
  }
}

function findByCorrelation(run: Run, known: ReadonlyMap<string, Known>): Known | null {
  for (const id of listCorrelationIds(run.title)) {
    const deployment = known.get(id)
    if (deployment) return deployment
  }
  return null
}

// The steps of an active deployment are planned already; only what they do not see is news.
function isNews(deployment: Known, run: Run): boolean {
  if (deployment.runId === null)
    return deployment.state === 'unknown' || deployment.state === 'not_started'
  return run.attempt > (deployment.runAttempt ?? 1)
}

const toStep = (deployment: Known) => (deployment.runId === null ? 'reconcile' : 'follow')
