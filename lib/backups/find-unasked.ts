import type { Asking } from './facts.ts'
import type { Named } from './words.ts'

/** Failures that pass by themselves: within its time to live the answer before still stands. */
const passing: readonly string[] = ['unreachable', 'timed_out', 'throttled']

/** Why nothing can be said of what a source holds; null when its answer stands. */
export function findUnasked(
  { observedAt, ttlSeconds, failure, isEmpty }: Asking,
  now: Date,
): Named<'not_asked_yet' | 'source_failed' | 'source_silent' | 'source_empty'> | null {
  const params = { observedAt: observedAt?.toISOString() ?? null }
  const isOld = !observedAt || now.getTime() - observedAt.getTime() > ttlSeconds * 1_000
  if (failure !== null && (isOld || !passing.includes(failure))) {
    return { reason: 'source_failed', params: { ...params, failure } }
  }
  if (!observedAt) return { reason: 'not_asked_yet', params: {} }
  if (isOld) return { reason: 'source_silent', params }
  return isEmpty ? { reason: 'source_empty', params } : null
}
