import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { cancelRun, getGitHub } from '#lib/github/index.ts'
import { isActive } from '../state.ts'
import { findTracked } from '../store/track-deployment.ts'
import { hastenStep, planCancel } from './step-jobs.ts'

const retryMs = 10_000

/**
 * Asks GitHub to end a deployment's run. Asking twice does no harm, so it is repeated until GitHub has heard it; the end
 * itself is seen by following the run.
 */
export async function cancelDeploymentRun(
  ctx: Context,
  input: { readonly deploymentId: string; readonly force: boolean },
  signal: AbortSignal,
): Promise<void> {
  const deployment = await findTracked(input.deploymentId)
  if (!deployment || !isActive(deployment.state) || deployment.state === 'verifying') return
  const { runId, repository } = deployment
  const asked =
    runId && repository
      ? await cancelRun(getGitHub(), repository, { runId, force: input.force, signal })
      : null
  if (asked?.ok) return hastenStep(deployment.id, 'follow')
  if (asked && !asked.ok) {
    ctx.logger.warn({ deploymentId: deployment.id, failure: asked.failure.kind }, 'cancel failed')
    // 409: the run has ended in the meantime, which following it will show.
    if (asked.failure.kind === 'rejected') return hastenStep(deployment.id, 'follow')
  }
  const retryAt =
    asked && !asked.ok && asked.failure.kind === 'not_accepted'
      ? asked.failure.retryAt
      : new Date(ctx.now().getTime() + retryMs)
  await planCancel(null, deployment.id, input.force, retryAt)
}
