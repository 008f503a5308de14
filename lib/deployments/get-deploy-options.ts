import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import type { WorkflowFile } from '#lib/github/index.ts'
import { getGitHub } from '#lib/github/index.ts'
import { createBlocker, isBlocking, sortBlockers } from './blockers.ts'
import { listMissingRole } from './read/actions.ts'
import { confirmations } from './read/confirmation.ts'
import { readDurations } from './read/durations.ts'
import { listCandidates } from './read/list-candidates.ts'
import { readRunning } from './read/running.ts'
import { readReadiness, toRepositoryName } from './request/read-readiness.ts'
import { findHold, listDeployBlockers } from './request/stage-blockers.ts'
import type { StagePath } from './schemas.ts'
import type { Blocker, DeployOptions } from './types.ts'

/** What can be deployed to a stage, and every reason why nothing can be deployed right now. */
export async function getDeployOptions(ctx: Context, path: StagePath): Promise<DeployOptions> {
  const subject = await getStageSubject(ctx, path)
  const github = getGitHub()
  const [readiness, running, hold, stageBlockers, catalogBlockers, durations] = await Promise.all([
    readReadiness(github, subject),
    readRunning(subject.stageId),
    findHold(subject.stageId),
    listDeployBlockers(subject.stageId),
    listCatalogProblems(subject),
    readDurations([subject.stageId]),
  ])
  const candidates = readiness.repository
    ? await listCandidates(github, {
        repository: toRepositoryName(subject) ?? '',
        branch: readiness.repository.defaultBranch,
        runningCommitSha: running.commitSha,
      })
    : { tags: [], branches: [], commits: [] }
  const blockers = sortBlockers([
    ...listMissingRole(ctx, subject, 'deployment:trigger'),
    ...stageBlockers,
    ...readiness.blockers,
    ...catalogBlockers,
  ])
  return {
    ...toStageRefOf(subject),
    running,
    hold,
    confirmation: confirmations[subject.risk],
    workflow: toWorkflow(subject, readiness.workflow),
    ...candidates,
    blockers,
    canDeploy: !blockers.some(isBlocking),
    mayPassGate: hasPermission(ctx, 'checklist:pass-gate', subject),
    usualDurationSeconds: durations.get(subject.stageId)?.usualSeconds ?? null,
  }
}

export function toStageRefOf(subject: StageSubject) {
  return {
    system: { slug: subject.systemSlug, name: subject.systemName },
    stage: { slug: subject.stageSlug, name: subject.stageName, risk: subject.risk },
  }
}

function toWorkflow(
  { deploy }: StageSubject,
  workflow: WorkflowFile | null,
): DeployOptions['workflow'] {
  if (!deploy || !workflow) return null
  const set = new Set([deploy.commitInput, deploy.correlationInput, ...Object.keys(deploy.inputs)])
  return {
    file: deploy.workflow,
    ref: deploy.ref,
    url: workflow.url,
    inputs: (workflow.inputs ?? []).filter(({ name }) => !set.has(name)),
    fixedInputs: deploy.inputs,
  }
}

async function listCatalogProblems({ systemId }: StageSubject): Promise<readonly Blocker[]> {
  const system = await getDb().system.findUnique({
    where: { id: systemId },
    select: { source: { select: { problems: true, failure: true } } },
  })
  const problems = system?.source.problems
  const count = Array.isArray(problems) ? problems.length : 0
  return count > 0 ? [createBlocker('catalog_problem', { count })] : []
}
