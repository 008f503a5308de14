import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { getEnv } from '#lib/core/env.ts'
import { getGitHub, readRepository } from '#lib/github/index.ts'
import { moveDeployment } from '../store/move-deployment.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'

const neededChecks = 3

const missingSchema = z.object({ checks: z.number() }).catch({ checks: 0 })

/**
 * A run that GitHub does not know any more. It counts as deleted only after several looks, each with the repository
 * itself readable: access that was taken away answers the same.
 */
export async function recordMissingRun(
  ctx: Context,
  deployment: TrackedDeployment,
  signal: AbortSignal,
): Promise<void> {
  const repository = await readRepository(getGitHub(), deployment.repository ?? '', signal)
  const isFirst = deployment.stateReason !== 'run_not_readable'
  const before = isFirst ? 0 : missingSchema.parse(deployment.stateDetail).checks
  const checks = before + (repository.ok ? 1 : 0)
  const details = { runId: deployment.runId, checks }
  if (checks >= neededChecks) {
    await moveDeployment(ctx, deployment, {
      to: 'failed',
      reason: 'run_deleted',
      details,
      next: null,
    })
    return
  }
  await moveDeployment(ctx, deployment, {
    to: 'unknown',
    reason: 'run_not_readable',
    details,
    next: { step: 'follow', afterMs: getEnv().DEPLOYMENT_POLL_SECONDS * 1_000 },
  })
}
