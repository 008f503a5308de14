import type { RestoreState } from '../words.ts'

export interface RestoreFacts {
  /** Of the newest restore that was tried; null when none was. */
  readonly verdict: string | null
  /** When the newest one that succeeded ended. */
  readonly okAt: Date | null
  /** When the portal learnt of the policy. */
  readonly createdAt: Date
}

/**
 * Whether restores are tried as often as they have to be. One without a result does not count as tried; one that failed
 * stays until another succeeds. Null while nothing can be said.
 */
export function findRestoreState(
  { verdict, okAt, createdAt }: RestoreFacts,
  everySeconds: number | null,
  now: Date,
): RestoreState | null {
  if (verdict === 'failed') return 'failed'
  const dueAtMs =
    everySeconds === null ? null : (okAt ?? createdAt).getTime() + everySeconds * 1_000
  if (dueAtMs !== null && dueAtMs <= now.getTime()) return 'overdue'
  if (verdict === 'inconclusive') return 'inconclusive'
  return verdict === 'ok' ? 'ok' : null
}
