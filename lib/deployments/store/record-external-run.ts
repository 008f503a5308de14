import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { observe } from '#lib/core/mutate.ts'
import type { Run } from '#lib/github/index.ts'
import { planStep } from '../steps/step-jobs.ts'
import { isLockTaken } from './rerun-conflict.ts'
import { lockStage, readStanding } from './stage-lock.ts'
import { toDeploymentChanges, updateStageState } from './update-stage-state.ts'
import type { WorkflowStage } from './workflow-stages.ts'

/** GitHub tells whole seconds, and its clock is not ours. */
const clockSkewMs = 60_000

/** Records a run that somebody started on GitHub itself. Nothing happens when it cannot be told which stage it is for. */
export async function recordExternalRun(
  ctx: Context,
  stages: readonly WorkflowStage[],
  run: Run,
): Promise<void> {
  const stage = findStage(stages, run.title)
  if (!stage || run.createdAt.getTime() < stage.knownSince.getTime() - clockSkewMs) return
  try {
    await insertExternal(ctx, stage, run)
  } catch (error) {
    // Two workers found the same run; one row per run is what the index allows.
    if (!isLockTaken(error)) throw error
  }
}

/** The only stage of the workflow, or the one whose name the run's title carries. */
export function findStage(stages: readonly WorkflowStage[], title: string): WorkflowStage | null {
  if (stages.length === 1) return stages[0] ?? null
  const words = new Set(title.toLowerCase().split(/[^a-z0-9-]+/))
  const named = stages.filter(({ slug }) => words.has(slug.toLowerCase()))
  return named.length === 1 ? (named[0] ?? null) : null
}

async function insertExternal(ctx: Context, stage: WorkflowStage, run: Run): Promise<void> {
  const commitSha = /\b[0-9a-f]{40}\b/.exec(run.title)?.[0] ?? null
  await observe(ctx, async (tx) => {
    await lockStage(tx, stage.id)
    const standing = await readStanding(tx, stage.id)
    const { id } = await tx.deployment.create({
      data: {
        number: standing.nextNumber,
        stageId: stage.id,
        kind: 'external',
        state: 'running',
        stateReason: 'run_queued',
        ref: run.headBranch ?? run.headSha,
        version: (commitSha ?? run.headSha).slice(0, 7),
        commitSha,
        previousVersion: standing.runningVersion,
        previousCommitSha: standing.runningCommitSha,
        requestedByKind: 'github',
        requestedByName: run.actor ?? 'GitHub',
        workflow: stage.workflow,
        workflowRef: run.headBranch,
        runId: run.id,
        runUrl: run.url,
        createdAt: run.createdAt,
        dispatchedAt: run.createdAt,
        nextStepAt: new Date(),
      },
      select: { id: true },
    })
    await planStep(tx, id, 'follow')
    await updateStageState(tx, stage.id)
    const { systemId, systemSlug, slug } = stage
    const changes = toDeploymentChanges({ id, systemId, stageKey: `${systemSlug}/${slug}` })
    return { result: null, changes }
  })
}
