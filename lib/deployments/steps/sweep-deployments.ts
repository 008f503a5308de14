import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { recordFoundReleases } from '../store/record-found-release.ts'
import { toStageChanges, updateStageState } from '../store/update-stage-state.ts'
import { activeStates, type DeploymentState } from '../vocabulary.ts'
import { hastenStep, type StepName } from './step-jobs.ts'

const overdueMs = 20_000

const stepOf: Partial<Record<DeploymentState, StepName>> = {
  queued: 'dispatch',
  dispatching: 'reconcile',
  running: 'follow',
  waiting: 'follow',
  verifying: 'verify',
}

/**
 * Plans the next step of every deployment whose step is overdue: it was lost with a worker or with the queue. Each step
 * looks at the stored state first, so one planned too often does nothing.
 */
export async function sweepDeployments(ctx: Context): Promise<void> {
  const overdue = new Date(ctx.now().getTime() - overdueMs)
  const lost = await getDb().deployment.findMany({
    where: {
      state: { in: [...activeStates] },
      OR: [{ nextStepAt: null }, { nextStepAt: { lt: overdue } }],
    },
    select: { id: true, state: true, runId: true },
    orderBy: { createdAt: 'asc' },
    take: 500,
  })
  for (const { id, state, runId } of lost) {
    const step = stepOf[state as DeploymentState] ?? (runId ? 'follow' : 'reconcile')
    await hastenStep(id, step)
  }
  if (lost.length > 0) ctx.logger.info({ count: lost.length }, 'deployments picked up again')
  await liftExpiredHolds(ctx)
  await recordFoundReleases(ctx)
}

async function liftExpiredHolds(ctx: Context): Promise<void> {
  const expired = await getDb().hold.findMany({
    where: { liftedAt: null, until: { lte: ctx.now() } },
    select: {
      id: true,
      stageId: true,
      until: true,
      stage: { select: { slug: true, system: { select: { id: true, slug: true } } } },
    },
  })
  for (const { id, stageId, until, stage } of expired) {
    await observe(ctx, async (tx) => {
      const lift = { liftedAt: until, liftedBy: 'expiry' }
      await tx.hold.updateMany({ where: { id, liftedAt: null }, data: lift })
      await updateStageState(tx, stageId)
      const changes = toStageChanges(stage.system.id, `${stage.system.slug}/${stage.slug}`)
      return { result: null, changes }
    })
  }
}
