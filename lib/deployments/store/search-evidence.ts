import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { getEnv } from '#lib/core/env.ts'
import type { StateReason } from '../vocabulary.ts'
import { moveDeployment, toJson } from './move-deployment.ts'
import type { TrackedDeployment } from './track-deployment.ts'

const searchSchema = z
  .object({ searches: z.number(), failedSearches: z.number(), runsChecked: z.number() })
  .catch({ searches: 0, failedSearches: 0, runsChecked: 0 })

// Only uninterrupted looking proves an absence: a failed search starts the time anew.
export async function recordFailedSearch(
  ctx: Context,
  deployment: TrackedDeployment,
  message: string,
) {
  const search = searchSchema.parse(deployment.search)
  ctx.logger.warn({ deploymentId: deployment.id, message }, 'search for a run failed')
  await moveDeployment(ctx, deployment, {
    columns: {
      search: toJson({ ...search, failedSearches: search.failedSearches + 1 }),
      reconcileSince: null,
    },
    next: { step: 'reconcile', afterMs: pollMs() },
  })
}

/** After the set time of successful looking the absence is a fact. */
export async function recordFruitlessSearch(
  ctx: Context,
  deployment: TrackedDeployment,
  runsChecked: number,
) {
  const before = searchSchema.parse(deployment.search)
  const search = { ...before, searches: before.searches + 1, runsChecked }
  const since = deployment.reconcileSince ?? ctx.now()
  const isProved =
    ctx.now().getTime() - since.getTime() >= getEnv().DEPLOYMENT_SEARCH_SECONDS * 1_000
  const columns = { search: toJson(search), reconcileSince: since }
  if (!isProved) {
    const next = { step: 'reconcile', afterMs: pollMs() } as const
    await moveDeployment(ctx, deployment, { columns, next })
    return
  }
  await moveDeployment(ctx, deployment, {
    to: 'not_started',
    reason: toReason(deployment),
    details: {
      ...toDetails(deployment.stateDetail),
      since: since.toISOString(),
      searches: search.searches,
      runsChecked,
      cause: deployment.stateReason,
    },
    columns,
  })
}

function toReason({ platformReleaseId, stateReason }: TrackedDeployment): StateReason {
  if (platformReleaseId) return 'restore_never_started'
  return stateReason === 'repository_moved' ? 'repository_moved' : 'never_accepted'
}

const detailsSchema = z.record(z.string(), z.unknown()).catch({})
const toDetails = (detail: unknown) => detailsSchema.parse(detail)

const pollMs = () => getEnv().DEPLOYMENT_POLL_SECONDS * 1_000
