import type { Caller } from './call.ts'

export interface RateState {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  /** UTC seconds. */
  readonly reset: number
}

export interface RateLimit {
  /** Counts one call, unless it was free. */
  count(caller: Caller, free: boolean): RateState
  read(caller: Caller): RateState
}

const limitPerHour = 5_000
const hourSeconds = 3_600

/** Counts per caller and hour. It informs; refusing is a matter of scripted faults. */
export function createRateLimit(now: () => Date): RateLimit {
  const buckets = new Map<string, { used: number; reset: number }>()
  const bucketOf = (caller: Caller) => {
    const key = caller.kind === 'user' ? `user:${caller.account.login}` : caller.kind
    const seconds = Math.floor(now().getTime() / 1_000)
    const known = buckets.get(key)
    if (known && known.reset > seconds) return known
    const fresh = { used: 0, reset: seconds + hourSeconds }
    buckets.set(key, fresh)
    return fresh
  }
  const toState = ({ used, reset }: { used: number; reset: number }): RateState => ({
    limit: limitPerHour,
    used: Math.min(used, limitPerHour),
    remaining: Math.max(0, limitPerHour - used),
    reset,
  })
  return {
    count(caller, free) {
      const bucket = bucketOf(caller)
      if (!free) bucket.used += 1
      return toState(bucket)
    },
    read: (caller) => toState(bucketOf(caller)),
  }
}

export function toRateHeaders(state: RateState): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-used': String(state.used),
    'x-ratelimit-reset': String(state.reset),
    'x-ratelimit-resource': 'core',
  }
}
