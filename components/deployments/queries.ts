import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { requestJson } from '#components/api/request-json.ts'
import type { PlatformRollbacks } from '#lib/deployments/platform/answer-schemas.ts'
import type {
  CandidateDetail,
  CommitRange,
  DeploymentDetail,
  DeploymentPage,
  DeployOptions,
  JobLog,
  RollbackTargets,
} from '#lib/deployments/types.ts'

export interface StageKey {
  readonly system: string
  readonly stage: string
}

/** Filters of a list as the API takes them; absent ones do not filter. */
export interface DeploymentFilters {
  readonly system?: string
  readonly stage?: string
  readonly state?: string
  readonly kind?: string
  readonly actor?: string
}

export const stagePath = ({ system, stage }: StageKey): string =>
  `/api/v1/systems/${encodeURIComponent(system)}/stages/${encodeURIComponent(stage)}`

export const deploymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['deployment', id] as const,
    queryFn: ({ signal }) => requestJson<DeploymentDetail>(`/api/v1/deployments/${id}`, { signal }),
  })

export const deploymentsQuery = (filters: DeploymentFilters) =>
  infiniteQueryOptions({
    queryKey: ['deployments', filters] as const,
    queryFn: ({ pageParam, signal }) =>
      requestJson<DeploymentPage>(`/api/v1/deployments?${toSearch(filters, pageParam)}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const deployOptionsQuery = (key: StageKey) =>
  queryOptions({
    queryKey: ['deploy-options', key.system, key.stage] as const,
    queryFn: ({ signal }) =>
      requestJson<DeployOptions>(`${stagePath(key)}/deploy-options`, { signal }),
    staleTime: 10_000,
  })

export const candidateQuery = (key: StageKey, ref: string) =>
  queryOptions({
    queryKey: ['deploy-options', key.system, key.stage, 'candidate', ref] as const,
    queryFn: ({ signal }) =>
      requestJson<CandidateDetail>(
        `${stagePath(key)}/deploy-options/candidate?ref=${encodeURIComponent(ref)}`,
        { signal },
      ),
    enabled: ref !== '',
    staleTime: 10_000,
    retry: false,
  })

export const rollbackTargetsQuery = (key: StageKey) =>
  queryOptions({
    queryKey: ['rollback-targets', key.system, key.stage] as const,
    queryFn: ({ signal }) =>
      requestJson<RollbackTargets>(`${stagePath(key)}/rollback-targets`, { signal }),
    staleTime: 10_000,
  })

/** What platforms can go back to by their own means; they are asked for it. */
export const platformRollbacksQuery = (key: StageKey) =>
  queryOptions({
    queryKey: ['rollback-targets', key.system, key.stage, 'platform'] as const,
    queryFn: ({ signal }) =>
      requestJson<PlatformRollbacks>(`${stagePath(key)}/platform-rollbacks`, { signal }),
    staleTime: 10_000,
    retry: false,
  })

/** What going back to a version would undo; it compares with what runs now. */
export const undoneQuery = (key: StageKey, deploymentId: string) =>
  queryOptions({
    queryKey: ['rollback-targets', key.system, key.stage, deploymentId] as const,
    queryFn: ({ signal }) =>
      requestJson<CommitRange>(`${stagePath(key)}/rollback-targets/${deploymentId}/undone`, {
        signal,
      }),
    enabled: deploymentId !== '',
    staleTime: 10_000,
    retry: false,
  })

/** One reading of a job's log from a cursor on; the log component joins the readings. */
export const readJobLog = (id: string, jobId: string, after: number, signal?: AbortSignal) =>
  requestJson<JobLog>(`/api/v1/deployments/${id}/jobs/${jobId}/log?after=${after}`, { signal })

function toSearch(filters: DeploymentFilters, cursor: string): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value)
  if (cursor) search.set('cursor', cursor)
  return search.toString()
}
