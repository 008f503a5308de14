import type { HostingFailure } from './failure.ts'

/** Failures after which the last answer still holds until it is too old: the platform may be asked again in a moment. */
const passing: ReadonlySet<HostingFailure> = new Set(['unreachable', 'timed_out', 'throttled'])

export interface Aged {
  readonly observedAt: string | null
  readonly ttlSeconds: number
}

export interface Known extends Aged {
  readonly failure: HostingFailure | null
  /** Since when it fails. */
  readonly since: string | null
}

/** Past its time to live an answer says nothing any more. */
export function isFresh({ observedAt, ttlSeconds }: Aged, nowMs: number): boolean {
  return observedAt !== null && nowMs - Date.parse(observedAt) <= ttlSeconds * 1_000
}

/**
 * Since when a source's answer says nothing any more; null while it does. `never` is what is told of a source that
 * was never answered and has not failed yet.
 */
export function toUnknownSince(known: Known, nowMs: number): string | 'never' | null {
  if (known.failure && !passing.has(known.failure)) return known.since ?? 'never'
  if (isFresh(known, nowMs)) return null
  if (known.observedAt === null) return known.since ?? 'never'
  return new Date(Date.parse(known.observedAt) + known.ttlSeconds * 1_000).toISOString()
}
