import { z } from 'zod'
import { getEnv } from '#lib/core/env.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'
import type { Milestone, RunView, SearchEvidence, WaitingFor } from '../types.ts'

export function toRun(deployment: TrackedDeployment): RunView | null {
  const { runId } = deployment
  if (!runId) return null
  return {
    id: runId,
    attempt: deployment.runAttempt ?? 1,
    url: deployment.runUrl,
    status: deployment.runStatus,
    conclusion: deployment.runConclusion,
    headSha: deployment.runHeadSha,
    observedAt: deployment.runObservedAt?.toISOString() ?? null,
  }
}

export function toMilestones(deployment: TrackedDeployment): readonly Milestone[] {
  const moments = [
    ['requested', deployment.createdAt],
    ['dispatched', deployment.dispatchedAt],
    ['started', deployment.startedAt],
    ['verifying', deployment.verifyingAt],
    ['finished', deployment.finishedAt],
  ] as const
  return moments.map(([name, at]) => ({ name, at: at?.toISOString() ?? null }))
}

const waitingSchema = z
  .object({ environments: z.array(z.string()), reviewers: z.array(z.string()) })
  .catch({ environments: [], reviewers: [] })

export function toWaitingFor(deployment: TrackedDeployment): WaitingFor | null {
  if (deployment.state !== 'waiting') return null
  const kind = deployment.stateReason === 'concurrency' ? 'concurrency' : 'approval'
  return { kind, url: deployment.runUrl, ...waitingSchema.parse(deployment.waitingFor) }
}

const searchSchema = z
  .object({ searches: z.number(), failedSearches: z.number(), runsChecked: z.number() })
  .nullable()
  .catch(null)

export function toSearch(deployment: TrackedDeployment): SearchEvidence | null {
  const search = searchSchema.parse(deployment.search)
  if (!search) return null
  const since = deployment.reconcileSince
  const until = since && new Date(since.getTime() + getEnv().DEPLOYMENT_SEARCH_SECONDS * 1_000)
  return {
    ...search,
    since: since?.toISOString() ?? null,
    until: deployment.state === 'unknown' && until ? until.toISOString() : null,
  }
}
