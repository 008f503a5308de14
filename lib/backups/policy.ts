import type { StageBackup } from './types.ts'
import type { BackupState, Verdict } from './words.ts'

/** When nobody judged for this long, what was judged says nothing any more. */
export const judgedTtlSeconds = 600

interface Judged {
  readonly state: BackupState
  readonly newestAt: string | null
  readonly rpoSeconds: number
  readonly observedAt: string | null
}

/** What was judged a while ago, as it is now: data grows older while nobody looks. */
export function ageBackup({ state, newestAt, rpoSeconds, observedAt }: Judged, nowMs: number) {
  if (!observedAt || nowMs - Date.parse(observedAt) > judgedTtlSeconds * 1_000) return 'unknown'
  if (state !== 'fresh' && state !== 'late') return state
  const isTooOld = newestAt === null || nowMs - Date.parse(newestAt) > rpoSeconds * 1_000
  return isTooOld ? 'missing' : state
}

/** Whether somebody has to see to a stage's backups or to the proof that they can be restored. */
export function needsAttention(backup: StageBackup | null, nowMs: number): boolean {
  if (!backup) return false
  const state = ageBackup(backup, nowMs)
  return (
    (state !== 'fresh' && state !== 'unknown') ||
    backup.warning !== null ||
    backup.restore === 'overdue' ||
    backup.restore === 'failed'
  )
}

/** What the checks of a restore say together; null where nothing was checked. */
export function toVerdict(checks: readonly { readonly passed: boolean }[]): Verdict | null {
  if (checks.length === 0) return null
  return checks.every(({ passed }) => passed) ? 'ok' : 'failed'
}
