import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { listSourcesWith } from '#lib/hosting/index.ts'
import { createBlocker, isBlocking, sortBlockers } from '../blockers.ts'
import { listMissingRole } from '../read/actions.ts'
import { confirmations } from '../read/confirmation.ts'
import { listStageBlockers } from '../request/stage-blockers.ts'
import type { StagePath } from '../schemas.ts'
import type { PlatformRollbacks, PlatformWayBack } from './answer-schemas.ts'
import { openRollback } from './open-rollback.ts'

const timeoutMs = 12_000

/** What each platform of a stage can go back to by its own means, asked now. One that does not answer says why. */
export async function listPlatformRollbacks(
  ctx: Context,
  path: StagePath,
): Promise<PlatformRollbacks> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const [sources, stageBlockers] = await Promise.all([
    listSourcesWith(subject.stageId, 'rollback'),
    listStageBlockers(subject.stageId),
  ])
  const ways = await Promise.all(
    sources.map(({ source, kind }) => readWayBack(subject.stageId, source, kind)),
  )
  const isEmpty = ways.every(({ targets }) => targets.length === 0)
  const blockers = sortBlockers([
    ...listMissingRole(ctx, subject, 'deployment:roll-back'),
    ...stageBlockers.filter(({ reason }) => reason !== 'hold'),
    ...(isEmpty ? [createBlocker('no_rollback_target')] : []),
  ])
  return {
    ways,
    confirmation: confirmations[subject.risk],
    blockers,
    canRollBack: !blockers.some(isBlocking),
  }
}

async function readWayBack(
  stageId: string,
  source: string,
  kind: string,
): Promise<PlatformWayBack> {
  try {
    const control = await openRollback(stageId, source)
    const targets = await control.listTargets(AbortSignal.timeout(timeoutMs))
    return {
      ...{ source, kind, mechanism: control.mechanism, failure: null },
      components: [...control.components],
      doesNotRevert: [...control.doesNotRevert],
      targets: targets.map(({ createdAt, ...target }) => ({
        ...target,
        createdAt: createdAt?.toISOString() ?? null,
      })),
    }
  } catch (error) {
    if (!(error instanceof HostingError)) throw error
    const failure = { code: error.failure, message: error.message }
    return {
      source,
      kind,
      mechanism: null,
      components: [],
      doesNotRevert: [],
      targets: [],
      failure,
    }
  }
}
