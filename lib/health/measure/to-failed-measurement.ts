import type { OutboundFailure } from '#lib/core/http/outbound-failure.ts'
import { type Measurement, passed } from '../measurement.ts'

/** A call without an answer. Refused calls say nothing about the network; the others may. */
export function toFailedMeasurement(failure: OutboundFailure): Measurement {
  const { reason, params, kind } = failure
  return {
    ...passed,
    verdict: 'failed',
    reason,
    params,
    unheard: kind === 'failed' && isSilence(reason),
  }
}

// Everything else needs an answer from the target, be it a wrong certificate.
function isSilence(reason: OutboundFailure['reason']): boolean {
  return reason === 'name_not_found' || reason === 'could_not_connect' || reason === 'timed_out'
}
