import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { requestJson } from '#components/api/request-json.ts'
import type { HistoryRange, StageHealthView } from '#lib/health/types.ts'

export interface StageKey {
  readonly system: string
  readonly stage: string
}

export const healthPath = ({ system, stage }: StageKey): string =>
  `/api/v1/systems/${encodeURIComponent(system)}/stages/${encodeURIComponent(stage)}/health`

export const pingUrlPath = ({ system, stage }: StageKey, probe: string): string =>
  `/api/v1/heartbeats/${[system, stage, probe].map(encodeURIComponent).join('/')}`

export const stageHealthQuery = (key: StageKey, range: HistoryRange) =>
  queryOptions({
    queryKey: ['stage-health', key.system, key.stage, range] as const,
    queryFn: ({ signal }) =>
      requestJson<StageHealthView>(`${healthPath(key)}?range=${range}`, { signal }),
    placeholderData: keepPreviousData,
  })
