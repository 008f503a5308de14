import type { StageBackup } from '../types.ts'
import { type BackupState, backupStates, type RestoreState, restoreStates } from '../words.ts'

export interface JudgedPolicy {
  readonly slug: string
  readonly state: BackupState
  readonly since: Date
  readonly newestAt: Date | null
  readonly rpoSeconds: number
  readonly reason: string | null
  readonly warnings: readonly { readonly reason: string }[]
  readonly restore: RestoreState | null
}

/** Null for a stage without policies. */
export function projectBackup(policies: readonly JudgedPolicy[], now: Date): StageBackup | null {
  const [worst] = policies.toSorted(byWorst)
  if (!worst) return null
  return {
    policy: worst.slug,
    state: worst.state,
    since: worst.since.toISOString(),
    newestAt: worst.newestAt?.toISOString() ?? null,
    rpoSeconds: worst.rpoSeconds,
    reason: worst.reason,
    warning: worst.warnings[0]?.reason ?? null,
    restore: restoreStates.find((word) => policies.some(({ restore }) => restore === word)) ?? null,
    policies: policies.length,
    observedAt: now.toISOString(),
  }
}

function byWorst(a: JudgedPolicy, b: JudgedPolicy): number {
  return (
    backupStates.indexOf(a.state) - backupStates.indexOf(b.state) ||
    b.warnings.length - a.warnings.length ||
    Number(a.newestAt) - Number(b.newestAt) ||
    a.slug.localeCompare(b.slug)
  )
}

/** Whether readers see something else; that it was judged again is nothing new. */
export function isSameBackup(a: StageBackup | null, b: StageBackup | null): boolean {
  const toText = (backup: StageBackup | null) => JSON.stringify(backup && toFacts(backup))
  return toText(a) === toText(b)
}

// In one order, because PostgreSQL keeps keys in its own.
function toFacts(backup: StageBackup) {
  const { policy, state, since, newestAt, rpoSeconds, reason, warning, restore, policies } = backup
  return [policy, state, since, newestAt, rpoSeconds, reason, warning, restore, policies]
}
