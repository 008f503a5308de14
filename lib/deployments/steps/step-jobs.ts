import 'server-only'
import { z } from 'zod'
import type { Tx } from '#lib/core/db.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'

const payload = z.object({ deploymentId: z.uuid() })

/** The background steps of a deployment; what they do is bound to these names in `jobs.ts`. */
export const stepJobs = {
  dispatch: { name: 'deployments.dispatch', payload },
  reconcile: { name: 'deployments.reconcile', payload },
  follow: { name: 'deployments.follow-run', payload },
  verify: { name: 'deployments.verify', payload },
} as const

export type StepName = keyof typeof stepJobs

/**
 * Plans a deployment's next step in place of the one planned before: there is never more than one. In the transaction
 * of the change that makes it necessary, so that neither exists without the other.
 */
export async function planStep(
  tx: Tx,
  deploymentId: string,
  step: StepName,
  runAt?: Date,
): Promise<void> {
  const options = { key: `deployment:${deploymentId}`, runAt }
  await enqueueJob(tx, stepJobs[step], { deploymentId }, options)
}

/**
 * Has a step taken now, beside the one that is planned: whoever calls saw the deployment a moment ago, and must not
 * replace what has been planned since. A step that is not due any more finds nothing to do.
 */
export async function hastenStep(deploymentId: string, step: StepName): Promise<void> {
  const options = { key: `deployment-news:${deploymentId}` }
  await enqueueJob(null, stepJobs[step], { deploymentId }, options)
}

export const cancelRunJob = {
  name: 'deployments.cancel-run',
  payload: payload.extend({ force: z.boolean() }),
} as const

/** Beside the step that follows the run, which goes on meanwhile. */
export async function planCancel(
  tx: Tx | null,
  deploymentId: string,
  force: boolean,
  runAt?: Date,
): Promise<void> {
  const options = { key: `deployment-cancel:${deploymentId}`, runAt }
  await enqueueJob(tx, cancelRunJob, { deploymentId, force }, options)
}
