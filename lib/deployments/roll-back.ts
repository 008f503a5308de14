import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb, type Tx } from '#lib/core/db.ts'
import { conflict, notFound } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import { getGitHub } from '#lib/github/index.ts'
import { isBlocking, toRepositoryBlocker } from './blockers.ts'
import { placeRollbackHold } from './holds/place-rollback-hold.ts'
import { findDoubtfulAttempt } from './read/doubtful-attempt.ts'
import { findRepeated, type RequestKey, toRequestKey } from './request/idempotency.ts'
import { insertDeployment } from './request/insert-deployment.ts'
import { namingTheWinner } from './request/naming-the-winner.ts'
import {
  listCatalogBlockers,
  type Readiness,
  readReadiness,
  toRepositoryName,
} from './request/read-readiness.ts'
import { resolveCandidate } from './request/resolve-candidate.ts'
import { listStageBlockers } from './request/stage-blockers.ts'
import { throwIfBlocked } from './request/throw-blocked.ts'
import type { RollBackInput, StagePath } from './schemas.ts'
import { lockStage } from './store/stage-lock.ts'
import { toDeploymentChanges } from './store/update-stage-state.ts'
import type { Requested } from './trigger-deployment.ts'

interface Target {
  readonly id: string
  readonly number: number
  readonly version: string
  readonly commitSha: string
}

/**
 * Brings back a version that ran on the stage before: a deployment whose range runs backwards. It holds the stage, so
 * that what was taken back is not deployed again by accident; a hold that is there already does not stand in its way.
 */
export async function rollBack(
  ctx: Context,
  path: StagePath,
  input: RollBackInput,
  idempotencyKey?: string,
): Promise<Requested> {
  const subject = await getStageSubject(ctx, path)
  await authorise(ctx, 'deployment:roll-back', subject)
  const request = toRequestKey(ctx, idempotencyKey, { verb: 'roll-back', ...path, ...input })
  const before = await findRepeated(request)
  if (before) return { id: before, isNew: false }
  const target = await requireTarget(subject.stageId, input.deploymentId)
  throwIfBlocked([
    ...listCatalogBlockers(subject),
    ...withoutHold(await listStageBlockers(subject.stageId)),
  ])
  const readiness = await requireReadiness(subject, target)
  const intent = { input, request, target, workflowSha: readiness.workflowSha }
  return namingTheWinner(subject.stageId, () => store(ctx, subject, intent))
}

/** The version must have run here, must not run now, and must lie behind what runs. */
async function requireTarget(stageId: string, id: string, tx?: Tx): Promise<Target> {
  const db = tx ?? getDb()
  const target = await db.deployment.findFirst({
    where: { id, stageId },
    select: {
      id: true,
      number: true,
      version: true,
      commitSha: true,
      state: true,
      finishedAt: true,
    },
  })
  if (!target) throw notFound('This deployment of the stage')
  const { number, version, commitSha } = target
  if (target.state !== 'succeeded' || !commitSha || !target.finishedAt) {
    throw conflict(
      `Deployment #${number} (${version}) never ran on this stage, so there is nothing to go back to.`,
      { reason: 'never_ran', details: { number, version } },
    )
  }
  const running = await db.deployment.findFirst({
    where: { stageId, state: 'succeeded', replacedAt: null },
    orderBy: { finishedAt: 'desc' },
    select: { id: true, number: true },
  })
  if (running?.id === id && !(await findDoubtfulAttempt(stageId, tx))) {
    throw conflict(`Deployment #${number} (${version}) is what runs on this stage now.`, {
      reason: 'already_running',
      details: { number, version },
    })
  }
  return { id, number, version, commitSha }
}

async function requireReadiness(subject: StageSubject, target: Target): Promise<Readiness> {
  const github = getGitHub()
  const repository = toRepositoryName(subject) ?? ''
  const [readiness, resolved] = await Promise.all([
    readReadiness(github, subject),
    resolveCandidate(github, repository, target.commitSha),
  ])
  throwIfBlocked(readiness.blockers.filter(isBlocking))
  if (!resolved.ok && 'error' in resolved) {
    throw conflict(
      `The commit of ${target.version} no longer exists in ${repository}, so it cannot be brought back.`,
      { reason: 'commit_gone', details: { version: target.version, commitSha: target.commitSha } },
    )
  }
  if (!resolved.ok) throwIfBlocked([toRepositoryBlocker(resolved.failure, repository)])
  return readiness
}

interface Intent {
  readonly input: RollBackInput
  readonly request: RequestKey
  readonly target: Target
  readonly workflowSha: string | null
}

function store(ctx: Context, subject: StageSubject, intent: Intent): Promise<Requested> {
  const { input, request, target, workflowSha } = intent
  const { stageId, systemId, deploy } = subject
  return mutate<Requested>(ctx, 'deployment:roll-back', subject, async (tx) => {
    await lockStage(tx, stageId)
    const before = await findRepeated(request, tx)
    if (before) return { result: { id: before, isNew: false }, audit: 'unchanged' }
    if (!deploy) throw new Error('A stage without "deploy" is refused before.')
    throwIfBlocked(withoutHold(await listStageBlockers(stageId, tx)))
    await requireTarget(stageId, target.id, tx)
    const { version, commitSha } = target
    const created = await insertDeployment(ctx, tx, subject, {
      kind: 'rollback',
      candidate: { ref: version, version, commitSha },
      deploy,
      inputs: deploy.inputs,
      request,
      reason: input.reason,
      workflowSha,
      targetDeploymentId: target.id,
    })
    const hold = await placeRollbackHold(ctx, tx, {
      stageId,
      deploymentId: created.id,
      reason: input.reason,
    })
    return {
      result: { id: created.id, isNew: true },
      audit: {
        action: 'deployment.roll-back',
        entity: { kind: 'deployment', id: created.id },
        systemId,
        stageId,
        before: null,
        after: {
          number: created.number,
          version,
          commitSha,
          target: target.number,
          reason: input.reason,
          hold,
        },
      },
      changes: toDeploymentChanges({
        id: created.id,
        systemId,
        stageKey: `${subject.systemSlug}/${subject.stageSlug}`,
      }),
    }
  })
}

function withoutHold(blockers: Awaited<ReturnType<typeof listStageBlockers>>) {
  return blockers.filter(({ reason }) => reason !== 'hold')
}
