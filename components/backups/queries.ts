import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { requestJson } from '#components/api/request-json.ts'
import type { BackupList, StageBackups } from '#lib/backups/types.ts'

export interface StageKey {
  readonly system: string
  readonly stage: string
}

/** Filters of the list as the API takes them; empty ones do not filter. */
export interface BackupFilters {
  readonly system: string
  readonly state: string
  readonly restore: string
}

export const backupsPath = ({ system, stage }: StageKey): string =>
  `/api/v1/systems/${encodeURIComponent(system)}/stages/${encodeURIComponent(stage)}/backups`

export const policyPath = (key: StageKey, policy: string): string =>
  `${backupsPath(key)}/${encodeURIComponent(policy)}`

export const stageBackupsQuery = (key: StageKey) =>
  queryOptions({
    queryKey: ['stage-backups', key.system, key.stage] as const,
    queryFn: ({ signal }) => requestJson<StageBackups>(backupsPath(key), { signal }),
  })

export const backupsQuery = (filters: BackupFilters) =>
  queryOptions({
    queryKey: ['backups', filters] as const,
    queryFn: ({ signal }) => requestJson<BackupList>(toListPath(filters), { signal }),
    placeholderData: keepPreviousData,
  })

function toListPath(filters: BackupFilters): string {
  const search = new URLSearchParams(Object.entries(filters).filter(([, value]) => value))
  return `/api/v1/backups?${search}`
}
