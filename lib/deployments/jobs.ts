import 'server-only'
import { z } from 'zod'
import { defineJob } from '#lib/jobs/define-job.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { watchScaling, watchScalingJob } from './platform/watch-scaling.ts'
import { cancelDeploymentRun } from './steps/cancel-run.ts'
import { discoverRuns } from './steps/discover-runs.ts'
import { dispatchDeployment } from './steps/dispatch-deployment.ts'
import { followRun } from './steps/follow-run.ts'
import { reconcileDeployment } from './steps/reconcile-deployment.ts'
import { cancelRunJob, stepJobs } from './steps/step-jobs.ts'
import { sweepDeployments } from './steps/sweep-deployments.ts'
import { verifyDeployment } from './steps/verify-deployment.ts'
import { listWatchedWorkflows } from './store/workflow-stages.ts'

const dispatchJob = defineJob({
  ...stepJobs.dispatch,
  run: (ctx, { deploymentId }) => dispatchDeployment(ctx, deploymentId),
})

const reconcileJob = defineJob({
  ...stepJobs.reconcile,
  run: (ctx, { deploymentId }, signal) => reconcileDeployment(ctx, deploymentId, signal),
})

const followJob = defineJob({
  ...stepJobs.follow,
  run: (ctx, { deploymentId }, signal) => followRun(ctx, deploymentId, signal),
})

const verifyJob = defineJob({
  ...stepJobs.verify,
  run: (ctx, { deploymentId }) => verifyDeployment(ctx, deploymentId),
})

const scalingJob = defineJob({ ...watchScalingJob, run: (ctx, watch) => watchScaling(ctx, watch) })

const cancelJob = defineJob({ ...cancelRunJob, run: cancelDeploymentRun })

const sweepJob = defineJob({
  name: 'deployments.sweep',
  payload: z.object({}),
  cron: '* * * * *',
  run: (ctx) => sweepDeployments(ctx),
})

/** Picks up what an ended worker left; for a worker that starts. */
export const enqueueSweep = () => enqueueJob(null, sweepJob, {}, { key: 'deployments.sweep' })

const discoverJob = defineJob({
  name: 'deployments.discover-external',
  payload: z.object({ repository: z.string(), workflow: z.string() }),
  run: discoverRuns,
})

const spreadMs = 50_000
/** Looks a minute that leave most of an hour's 5,000 requests to everything else. */
const looksPerMinute = 30

/** Has every known workflow looked at in turn: each once a minute while there are few. */
const planDiscoveryJob = defineJob({
  name: 'deployments.plan-discovery',
  payload: z.object({}),
  cron: '* * * * *',
  run: async (ctx) => {
    const minute = Math.floor(ctx.now().getTime() / 60_000)
    const workflows = await listWatchedWorkflows()
    const rounds = Math.ceil(workflows.length / looksPerMinute)
    const turn = workflows.filter((_, index) => index % rounds === minute % rounds)
    for (const [index, watched] of turn.entries()) {
      const runAt = new Date(ctx.now().getTime() + (index / turn.length) * spreadMs)
      await enqueueDiscovery(watched, runAt)
    }
  },
})

/** Has a workflow's newest runs looked at, now or at a moment; one look is planned at most. */
export async function enqueueDiscovery(
  watched: { readonly repository: string; readonly workflow: string },
  runAt?: Date,
): Promise<void> {
  const key = `discover:${watched.repository}:${watched.workflow}`.toLowerCase()
  await enqueueJob(null, discoverJob, watched, { key, runAt })
}

export const deploymentJobs = [
  dispatchJob,
  reconcileJob,
  followJob,
  verifyJob,
  cancelJob,
  scalingJob,
  sweepJob,
  discoverJob,
  planDiscoveryJob,
]
