import { queryOptions } from '@tanstack/react-query'
import { requestJson } from '#components/api/request-json.ts'
import type { CriteriaNow, RunView, SpikeView } from '#lib/spikes/types.ts'

export const spikePath = (spike: string): string => `/api/v1/spikes/${encodeURIComponent(spike)}`

export const spikeQuery = (spike: string) =>
  queryOptions({
    queryKey: ['spike', spike, 'view'] as const,
    queryFn: ({ signal }) => requestJson<SpikeView>(spikePath(spike), { signal }),
  })

const measuredAgainMs = 60_000

/** What criteria measure now; asks logs and platforms, so it comes later than the rest. */
export const criteriaQuery = (spike: string) =>
  queryOptions({
    queryKey: ['measures', spike] as const,
    queryFn: ({ signal }) => requestJson<CriteriaNow>(`${spikePath(spike)}/criteria`, { signal }),
    refetchInterval: measuredAgainMs,
  })

export const runQuery = (spike: string, run: number) =>
  queryOptions({
    queryKey: ['spike', spike, 'run', run] as const,
    queryFn: ({ signal }) => requestJson<RunView>(`${spikePath(spike)}/runs/${run}`, { signal }),
  })
