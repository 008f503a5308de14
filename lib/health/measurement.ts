import type { HealthReason, ReasonParams } from './words.ts'

/** What one measurement found. */
export interface Measurement {
  /** `warned`: it answered as expected, but slowly or with a certificate that soon ends. */
  readonly verdict: 'passed' | 'warned' | 'failed'
  /** Null exactly when it passed. */
  readonly reason: HealthReason | null
  readonly params: ReasonParams
  readonly durationMs: number | null
  /** HTTP status; null when there was no answer or the kind has none. */
  readonly status: number | null
  readonly certificateExpiresAt: Date | null
  /** Null when the probe is no version source or the answer named none. */
  readonly version: string | null
  readonly commitSha: string | null
  /** True when nothing at all was heard from the target: what a prober without network sees of every target. */
  readonly unheard: boolean
}

export const passed: Measurement = {
  verdict: 'passed',
  reason: null,
  params: {},
  durationMs: null,
  status: null,
  certificateExpiresAt: null,
  version: null,
  commitSha: null,
  unheard: false,
}
