import type { BackupRhythm } from './rhythm.ts'
import type { RunState } from './words.ts'

/** What the catalog expects. */
export interface PolicyRule {
  readonly rhythm: BackupRhythm
  /** How late a backup may be, and how long a started one may take to end. */
  readonly graceSeconds: number
  /** Data of at most this time may be lost. */
  readonly rpoSeconds: number
  readonly retentionSeconds: number | null
  readonly region: string | null
  /** When the portal learnt of the policy; from then on backups are expected. */
  readonly createdAt: Date
}

export interface RunFact {
  readonly state: RunState
  /** When the data was taken; of a copy, when that of the original was. */
  readonly madeAt: Date | null
  readonly startedAt: Date | null
  /** Null when the source does not say. */
  readonly sizeBytes: number | null
  readonly region: string | null
  readonly isCopy: boolean
  readonly detail: string | null
}

/** How asking the source went. */
export interface Asking {
  /** When it last answered; null when it never did. */
  readonly observedAt: Date | null
  /** Past this age the answer says nothing any more. */
  readonly ttlSeconds: number
  /** Why the newest attempt failed; null when it did not. */
  readonly failure: string | null
  /** Its answer named nothing at all, which a missing right looks like, too. */
  readonly isEmpty: boolean
  /** Data of any moment between can be restored; null without point-in-time recovery. */
  readonly restorable: { readonly from: Date | null; readonly to: Date | null } | null
}

/** Times in which pings could not be received. */
export interface Outage {
  readonly from: Date
  readonly to: Date
}

export interface PolicyFacts {
  readonly runs: readonly RunFact[]
  /** Null for a policy that reports itself. */
  readonly asking: Asking | null
  readonly outages: readonly Outage[]
}
