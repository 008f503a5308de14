import type { ProbeState } from '../evaluate-probe.ts'
import type { Measurement } from '../measurement.ts'
import type { ClaimedProbe } from './claim-probes.ts'

/** What a run of a probe brought, ready to be stored. */
export interface ProbeResult {
  readonly probe: ClaimedProbe
  readonly state: ProbeState
  /** Null when nothing was measured that could be counted; then no sample is stored and the old facts keep their age. */
  readonly measurement: Measurement | null
  /** By the database's clock, in milliseconds since 1970. */
  readonly measuredAtMs: number
  readonly nextSlotMs: number
}

/** True when somebody who looks would see something else than before. */
export function isVisible({ probe, state, measurement }: ProbeResult): boolean {
  return (
    state.health !== probe.health ||
    state.reason !== probe.reason ||
    isNews(measurement?.version, probe.version) ||
    isNews(measurement?.commitSha, probe.commitSha)
  )
}

// An answer without a version does not unsay the one before; it only lets it age.
function isNews(now: string | null | undefined, before: string | null): boolean {
  return now !== null && now !== undefined && now !== before
}
