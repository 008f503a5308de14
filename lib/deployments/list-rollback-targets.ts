import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { createBlocker, isBlocking, sortBlockers } from './blockers.ts'
import { toStageRefOf } from './get-deploy-options.ts'
import { listMissingRole } from './read/actions.ts'
import { confirmations } from './read/confirmation.ts'
import { findDoubtfulAttempt } from './read/doubtful-attempt.ts'
import { readPastHealth } from './read/past-health.ts'
import { readRunning } from './read/running.ts'
import { listCatalogBlockers } from './request/read-readiness.ts'
import { listStageBlockers } from './request/stage-blockers.ts'
import type { StagePath } from './schemas.ts'
import { toMoment, toSeconds } from './to-summary.ts'
import type { Blocker, RollbackTarget, RollbackTargets } from './types.ts'
import { notUndone } from './vocabulary.ts'

const shownCount = 20

/** The measurements that confirmed a version are evidence of its health too, all there is when it ran only briefly. */
const confirmedWithinMs = 5_000

/** The versions that really ran on a stage, newest first, and the one to go back to unless told otherwise. */
export async function listRollbackTargets(ctx: Context, path: StagePath): Promise<RollbackTargets> {
  const subject = await getStageSubject(ctx, path)
  const [targets, running, stageBlockers] = await Promise.all([
    listTargets(subject.stageId, ctx.now()),
    readRunning(subject.stageId),
    listStageBlockers(subject.stageId),
  ])
  const former = targets.filter(({ isRunning }) => !isRunning)
  const blockers = sortBlockers([
    ...listMissingRole(ctx, subject, 'deployment:roll-back'),
    ...listCatalogBlockers(subject),
    ...stageBlockers.filter(({ reason }) => reason !== 'hold'),
    ...listNothingToGoBackTo(former),
  ])
  return {
    ...toStageRefOf(subject),
    running,
    targets,
    preselectedId: findPreselected(former)?.deploymentId ?? null,
    notUndone,
    confirmation: confirmations[subject.risk],
    blockers,
    canRollBack: !blockers.some(isBlocking),
  }
}

async function listTargets(stageId: string, now: Date): Promise<readonly RollbackTarget[]> {
  const [ran, starts, doubt] = await Promise.all([
    listRan(stageId),
    listStarts(stageId),
    findDoubtfulAttempt(stageId),
  ])
  const spans = ran.map(({ id, finishedAt, verifyingAt, replacedAt }) => ({
    id,
    from: new Date((finishedAt ?? now).getTime() - (verifyingAt ? confirmedWithinMs : 0)),
    until: findUndisturbedUntil(starts, finishedAt ?? now) ?? replacedAt ?? now,
  }))
  const health = await readPastHealth(stageId, spans)
  return ran.flatMap((row) => {
    const { finishedAt, commitSha, replacedAt } = row
    if (!finishedAt || !commitSha) return []
    const endedAt = replacedAt ?? doubt?.startedAt ?? null
    return [
      {
        deploymentId: row.id,
        number: row.number,
        version: row.version,
        commitSha,
        ranFrom: finishedAt.toISOString(),
        ranUntil: toMoment(endedAt),
        ranForSeconds: toSeconds(finishedAt, endedAt ?? now),
        health: health.get(row.id) ?? { verdict: 'unknown', uptimePermille: null, incidents: 0 },
        isRunning: endedAt === null,
      },
    ]
  })
}

function listRan(stageId: string) {
  return getDb().deployment.findMany({
    where: { stageId, state: 'succeeded', commitSha: { not: null }, finishedAt: { not: null } },
    orderBy: { finishedAt: 'desc' },
    take: shownCount,
    select: {
      id: true,
      number: true,
      version: true,
      commitSha: true,
      finishedAt: true,
      verifyingAt: true,
      replacedAt: true,
    },
  })
}

const startsLooked = 200

/** When attempts began to change the stage, newest first: what they disturbed does not count against the version before. */
async function listStarts(stageId: string): Promise<readonly Date[]> {
  const attempts = await getDb().deployment.findMany({
    where: { stageId, startedAt: { not: null } },
    orderBy: { startedAt: 'desc' },
    take: startsLooked,
    select: { startedAt: true },
  })
  return attempts.flatMap(({ startedAt }) => startedAt ?? [])
}

function findUndisturbedUntil(starts: readonly Date[], from: Date): Date | null {
  return starts.findLast((start) => start > from) ?? null
}

/** The newest that ran healthily; where none was measured, the newest that was not seen to be unhealthy. */
export function findPreselected(former: readonly RollbackTarget[]): RollbackTarget | null {
  const healthy = former.find(({ health }) => health.verdict === 'healthy')
  return healthy ?? former.find(({ health }) => health.verdict === 'unknown') ?? null
}

function listNothingToGoBackTo(former: readonly RollbackTarget[]): readonly Blocker[] {
  return former.length === 0 ? [createBlocker('no_rollback_target')] : []
}
