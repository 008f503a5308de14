import { requestJson } from '#components/api/request-json.ts'
import type { EvidenceView, RunView, SpikeView } from '#lib/spikes/types.ts'
import { spikePath } from './queries.ts'

export interface StartRun {
  readonly test: string
  readonly option?: string
  readonly confirm?: boolean
}

export const startRun = (spike: string, body: StartRun) =>
  requestJson<{ readonly number: number; readonly isNew: boolean }>(`${spikePath(spike)}/runs`, {
    method: 'POST',
    body,
  })

export const cancelRun = (spike: string, run: number) =>
  requestJson<RunView>(`${spikePath(spike)}/runs/${run}/cancel`, { method: 'POST' })

export interface RunAnswer {
  readonly yes: boolean
  readonly note?: string
}

export const answerRun = (spike: string, run: number, body: RunAnswer) =>
  requestJson<RunView>(`${spikePath(spike)}/runs/${run}/answer`, { method: 'POST', body })

export interface EvidenceDraft {
  readonly criterion: string
  readonly option?: string
  readonly value?: number
  readonly text?: string
  readonly unit?: string
  readonly link?: string
}

export const keepEvidence = (spike: string, body: EvidenceDraft) =>
  requestJson<EvidenceView>(`${spikePath(spike)}/evidence`, { method: 'POST', body })

export const overrideAbort = (spike: string, reason: string) =>
  requestJson<SpikeView>(`${spikePath(spike)}/abort-override`, { method: 'POST', body: { reason } })

export type SpikeChange =
  | { readonly state: SpikeView['state'] }
  | { readonly spentMinutes: number }
  /** `system/stage`; null takes it away. */
  | { readonly stage: string | null }
  | {
      readonly attest: { readonly key: string; readonly state: 'met' | 'unmet' | 'not_applicable' }
    }
  | {
      readonly text: {
        readonly edits: readonly {
          readonly kind: 'set_result'
          readonly part: 'observations' | 'recommendation' | 'readiness'
          readonly text: string
        }[]
        readonly baseVersion: number
      }
    }

export const changeSpike = (spike: string, body: SpikeChange) =>
  requestJson<SpikeView>(spikePath(spike), { method: 'PATCH', body })
