import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { conflict } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import type { RestorableRelease } from '#lib/hosting/rollback-port.ts'
import { asking } from '#lib/hosting/to-app-error.ts'
import { placeRollbackHold } from '../holds/place-rollback-hold.ts'
import { findRepeated, type RequestKey, toRequestKey } from '../request/idempotency.ts'
import { insertDeployment, type PlatformWay } from '../request/insert-deployment.ts'
import { namingTheWinner } from '../request/naming-the-winner.ts'
import { listStageBlockers } from '../request/stage-blockers.ts'
import { throwIfBlocked } from '../request/throw-blocked.ts'
import type { RollBackOnPlatformInput, StagePath } from '../schemas.ts'
import { lockStage } from '../store/stage-lock.ts'
import { toDeploymentChanges } from '../store/update-stage-state.ts'
import type { Requested } from '../trigger-deployment.ts'
import { openRollback } from './open-rollback.ts'

const timeoutMs = 20_000

interface Checked {
  readonly release: RestorableRelease
  readonly platform: PlatformWay
  readonly warnings: readonly string[]
}

/**
 * Asks a platform to go back to an earlier release by its own means. The same as any rollback: a deployment backwards
 * that holds the stage; the worker sends the one call.
 */
export async function rollBackOnPlatform(
  ctx: Context,
  path: StagePath,
  input: RollBackOnPlatformInput,
  idempotencyKey?: string,
): Promise<Requested> {
  const subject = await getStageSubject(ctx, path)
  await authorise(ctx, 'deployment:roll-back', subject)
  const request = toRequestKey(ctx, idempotencyKey, {
    verb: 'roll-back-platform',
    ...path,
    ...input,
  })
  const before = await findRepeated(request)
  if (before) return { id: before, isNew: false }
  throwIfBlocked(withoutHold(await listStageBlockers(subject.stageId)))
  const checked = await asking(() => check(subject, input))
  return namingTheWinner(subject.stageId, () => store(ctx, subject, { input, request, checked }))
}

/** Asks before anything is stored: the release must still be there, and the platform must say it would take it. */
async function check(
  subject: StageSubject,
  { source, releaseId }: RollBackOnPlatformInput,
): Promise<Checked> {
  const signal = AbortSignal.timeout(timeoutMs)
  const control = await openRollback(subject.stageId, source)
  const targets = await control.listTargets(signal)
  const release = targets.find((target) => target.releaseId === releaseId)
  if (!release) {
    throw conflict(
      `The platform no longer keeps the release "${releaseId}", so it cannot go back to it. Pick another one, or roll back by the workflow.`,
      { reason: 'release_gone', details: { releaseId } },
    )
  }
  const { allowed, reasons, warnings } = await control.validate(releaseId, signal)
  if (!allowed) {
    throw conflict(
      `The platform would not go back to "${release.version ?? releaseId}": ${reasons.join(', ') || 'it gives no reason'}. Nothing was changed.`,
      { reason: 'platform_refuses', details: { releaseId, reasons } },
    )
  }
  return { release, warnings, platform: { mechanism: control.mechanism, source, releaseId } }
}

interface Intent {
  readonly input: RollBackOnPlatformInput
  readonly request: RequestKey
  readonly checked: Checked
}

function store(ctx: Context, subject: StageSubject, intent: Intent): Promise<Requested> {
  const { input, request, checked } = intent
  const { stageId, systemId } = subject
  return mutate<Requested>(ctx, 'deployment:roll-back', subject, async (tx) => {
    await lockStage(tx, stageId)
    const before = await findRepeated(request, tx)
    if (before) return { result: { id: before, isNew: false }, audit: 'unchanged' }
    throwIfBlocked(withoutHold(await listStageBlockers(stageId, tx)))
    const { release, platform } = checked
    const version = release.version ?? release.releaseId
    const { reason } = input
    const created = await insertDeployment(ctx, tx, subject, {
      ...{ kind: 'rollback', platform, deploy: null, inputs: {}, request, reason },
      candidate: { ref: version, version, commitSha: release.commitSha },
      workflowSha: null,
    })
    const hold = await placeRollbackHold(ctx, tx, { stageId, deploymentId: created.id, reason })
    return {
      result: { id: created.id, isNew: true },
      audit: {
        action: 'deployment.roll-back',
        entity: { kind: 'deployment', id: created.id },
        systemId,
        stageId,
        before: null,
        after: { number: created.number, version, ...platform, reason, hold },
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
