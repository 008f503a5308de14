import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { requestJson } from '#components/api/request-json.ts'
import type {
  ChecklistList,
  ChecklistView,
  SnapshotList,
  SnapshotView,
} from '#lib/checklists/types.ts'

/** Filters of the list as the API takes them; empty ones do not filter. */
export interface ChecklistFilters {
  readonly system: string
  readonly stage: string
  readonly state: string
}

export const checklistPath = (id: string): string => `/api/v1/checklists/${encodeURIComponent(id)}`

export const checklistsQuery = (filters: ChecklistFilters) =>
  queryOptions({
    queryKey: ['checklists', filters] as const,
    queryFn: ({ signal }) => {
      const wanted = Object.entries(filters).filter(([, value]) => value !== '')
      const query = new URLSearchParams(wanted)
      return requestJson<ChecklistList>(`/api/v1/checklists?${query}`, { signal })
    },
    placeholderData: keepPreviousData,
  })

export const checklistQuery = (id: string) =>
  queryOptions({
    queryKey: ['checklist', id] as const,
    queryFn: ({ signal }) => requestJson<ChecklistView>(checklistPath(id), { signal }),
  })

export const snapshotsQuery = (id: string) =>
  queryOptions({
    queryKey: ['checklist', id, 'snapshots'] as const,
    queryFn: ({ signal }) =>
      requestJson<SnapshotList>(`${checklistPath(id)}/snapshots`, { signal }),
  })

export const snapshotQuery = (id: string, snapshot: string) =>
  queryOptions({
    queryKey: ['checklist', id, 'snapshots', snapshot] as const,
    queryFn: ({ signal }) =>
      requestJson<SnapshotView>(`${checklistPath(id)}/snapshots/${snapshot}`, { signal }),
  })
