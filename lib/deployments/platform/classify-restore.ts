import { HostingError } from '#lib/hosting/failure.ts'
import type { DispatchOutcome } from '../classify-dispatch.ts'

const unreachableDelayMs = 15_000
const throttledDelayMs = 60_000

/**
 * Sorts a failed attempt to go back by what is certain about it. Adapters say `outcome_unknown` for everything after
 * the call may have arrived; what else they say was certain before.
 */
export function classifyRestoreFailure(
  error: unknown,
  now: Date,
): Exclude<DispatchOutcome, { readonly kind: 'started' }> {
  if (!(error instanceof HostingError)) {
    const message = 'The portal failed while it was asking the platform.'
    return { kind: 'uncertain', reason: 'platform_outcome_unknown', details: { message } }
  }
  const { failure, message, permission, retryAfterSeconds } = error
  const later = (delayMs: number) => new Date(now.getTime() + delayMs)
  switch (failure) {
    case 'outcome_unknown':
    case 'invalid_answer':
    case 'empty_answer':
    case 'timed_out':
      return { kind: 'uncertain', reason: 'platform_outcome_unknown', details: { message } }
    case 'throttled': {
      const retryAt = later(retryAfterSeconds ? retryAfterSeconds * 1_000 : throttledDelayMs)
      const details = { message, retryAt: retryAt.toISOString() }
      return { kind: 'postponed', reason: 'platform_throttled', retryAt, details }
    }
    case 'unreachable':
      return {
        kind: 'postponed',
        reason: 'platform_unreachable',
        retryAt: later(unreachableDelayMs),
        details: { message },
      }
    default:
      return {
        kind: 'rejected',
        reason: 'platform_rejected',
        details: { message, cause: failure, permission },
      }
  }
}
