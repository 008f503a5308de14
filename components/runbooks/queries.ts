import { queryOptions } from '@tanstack/react-query'
import { requestJson } from '#components/api/request-json.ts'
import type { RunView, StageRunbooks } from '#lib/runbooks/types.ts'

export interface StageKey {
  readonly system: string
  readonly stage: string
}

export const stagePath = ({ system, stage }: StageKey): string =>
  `/api/v1/systems/${encodeURIComponent(system)}/stages/${encodeURIComponent(stage)}`

export const stageRunbooksQuery = (key: StageKey) =>
  queryOptions({
    queryKey: ['stage-runbooks', key.system, key.stage] as const,
    queryFn: ({ signal }) => requestJson<StageRunbooks>(`${stagePath(key)}/runbooks`, { signal }),
  })

export const startRun = (key: StageKey, runbook: string) =>
  requestJson<RunView>(`${stagePath(key)}/runbooks/${runbook}/runs`, { method: 'POST' })

export type RunInput =
  | { readonly action: 'tick'; readonly step: string; readonly isDone: boolean }
  | { readonly action: 'finish'; readonly outcome: string }

export const changeRun = (key: StageKey, run: string, input: RunInput) =>
  requestJson<RunView>(`${stagePath(key)}/runbook-runs/${run}`, { method: 'PATCH', body: input })
