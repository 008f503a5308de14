import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { activeStates } from '../vocabulary.ts'
import { lockStage, readStanding } from './stage-lock.ts'
import { toDeploymentChanges, updateStageState } from './update-stage-state.ts'

const steadyMs = 5_000

/**
 * Records what a stage says it runs where the portal has no record of its own: what was there before the portal came.
 * So it has a place in the history and can be gone back to.
 */
export async function recordFoundReleases(ctx: Context): Promise<void> {
  const before = new Date(ctx.now().getTime() - steadyMs)
  const found = await getDb().stageState.findMany({
    where: {
      agreement: 'endpoint_only',
      runningDeploymentId: null,
      runningSince: { lt: before },
      runningCommitSha: { not: null },
      stage: { removedAt: null, deployments: { none: { state: { in: [...activeStates] } } } },
    },
    select: { stageId: true },
  })
  for (const { stageId } of found) await recordFoundRelease(ctx, stageId)
}

async function recordFoundRelease(ctx: Context, stageId: string): Promise<void> {
  await observe(ctx, async (tx) => {
    await lockStage(tx, stageId)
    const state = await tx.stageState.findUnique({
      where: { stageId },
      include: { stage: { include: { system: { select: { id: true, slug: true } } } } },
    })
    const { runningVersion, runningCommitSha, runningSince } = state ?? {}
    const isFull = /^[0-9a-f]{40}$/.test(runningCommitSha ?? '')
    if (!state || state.runningDeploymentId || !runningCommitSha || !runningSince || !isFull) {
      return { result: null }
    }
    const version = runningVersion ?? runningCommitSha.slice(0, 7)
    const at = { createdAt: runningSince, startedAt: runningSince, finishedAt: runningSince }
    const { id } = await tx.deployment.create({
      data: {
        ...{ stageId, version, ...at, stateSince: runningSince },
        number: (await readStanding(tx, stageId)).nextNumber,
        kind: 'external',
        state: 'succeeded',
        ref: version,
        commitSha: runningCommitSha,
        requestedByKind: 'unknown',
        requestedByName: '–',
      },
      select: { id: true },
    })
    await tx.stageState.update({
      where: { stageId },
      data: { runningDeploymentId: id, agreement: 'agreed' },
    })
    await updateStageState(tx, stageId)
    const { system, slug } = state.stage
    const stageKey = `${system.slug}/${slug}`
    return { result: null, changes: toDeploymentChanges({ id, systemId: system.id, stageKey }) }
  })
}
