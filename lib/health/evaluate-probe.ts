import type { Measurement } from './measurement.ts'
import type { Health, HealthReason, ReasonParams } from './words.ts'

export interface ProbeState {
  readonly health: Health
  /** Null while healthy. */
  readonly reason: HealthReason | null
  readonly params: ReasonParams
  /** Failed measurements in a row, newest included. */
  readonly consecutiveFailures: number
}

/**
 * What a probe's health is after one more measurement. `retries` failures are tolerated: until then a failing probe is
 * degraded, with the reason of its failure; one more and it is down. A single success ends that.
 */
export function evaluateProbe(
  previous: Pick<ProbeState, 'consecutiveFailures'>,
  measurement: Pick<Measurement, 'verdict' | 'reason' | 'params'>,
  { retries }: { readonly retries: number },
): ProbeState {
  const { verdict, reason, params } = measurement
  if (verdict === 'passed') {
    return { health: 'healthy', reason: null, params: {}, consecutiveFailures: 0 }
  }
  if (verdict === 'warned') return { health: 'degraded', reason, params, consecutiveFailures: 0 }

  const consecutiveFailures = previous.consecutiveFailures + 1
  const health = consecutiveFailures > retries ? 'down' : 'degraded'
  return { health, reason, params, consecutiveFailures }
}

/** How old a measurement may be before it says nothing any more. */
export function toTtlSeconds(intervalSeconds: number): number {
  return intervalSeconds * 3 + 60
}

/** Health as it reads at `now`: past its time to live a fact is unknown, whatever it was. */
export function ageHealth(
  fact: { readonly health: Health; readonly observedAt: Date | null; readonly ttlSeconds: number },
  now: Date,
): Health {
  if (fact.health === 'paused') return 'paused'
  if (!fact.observedAt) return 'unknown'
  const ageMs = now.getTime() - fact.observedAt.getTime()
  return ageMs > fact.ttlSeconds * 1000 ? 'unknown' : fact.health
}
