import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { requestJson } from '#components/api/request-json.ts'
import type {
  DecisionDiff,
  DecisionGraph,
  DecisionPage,
  DecisionReviews,
  DecisionVersion,
  DecisionVersions,
} from '#lib/decisions/types.ts'
import { type DecisionFilters, toListSearch } from './filters.ts'

export const decisionPath = (id: string): string => `/api/v1/decisions/${encodeURIComponent(id)}`

export const decisionHref = (id: string): string => `/decisions/${encodeURIComponent(id)}`

export const decisionsQuery = (filters: DecisionFilters) =>
  infiniteQueryOptions({
    queryKey: ['decisions', 'list', filters] as const,
    queryFn: ({ pageParam, signal }) => {
      const search = toListSearch(filters)
      if (pageParam) search.set('cursor', pageParam)
      return requestJson<DecisionPage>(`/api/v1/decisions?${search}`, { signal })
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const graphQuery = () =>
  queryOptions({
    queryKey: ['decisions', 'graph'] as const,
    queryFn: ({ signal }) => requestJson<DecisionGraph>('/api/v1/decisions/graph', { signal }),
  })

export const reviewsQuery = () =>
  queryOptions({
    queryKey: ['decisions', 'reviews'] as const,
    queryFn: ({ signal }) => requestJson<DecisionReviews>('/api/v1/decisions/reviews', { signal }),
  })

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['decision', id, 'versions'] as const,
    queryFn: ({ signal }) =>
      requestJson<DecisionVersions>(`${decisionPath(id)}/versions`, { signal }),
  })

export const diffQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['decision', id, 'diff', from, to] as const,
    queryFn: ({ signal }) =>
      requestJson<DecisionDiff>(`${decisionPath(id)}/diff?from=${from}&to=${to}`, { signal }),
  })

export const readVersion = (id: string, version: number) =>
  requestJson<DecisionVersion>(`${decisionPath(id)}/versions/${version}`)
