import type {
  BackupReason,
  BackupState,
  BackupWarning,
  Named,
  RequestState,
  RestoreMethod,
  RestoreState,
  RunState,
  Verdict,
} from './words.ts'

/** What the board shows of a stage's backups: its worst policy. */
export interface StageBackup {
  readonly policy: string
  readonly state: BackupState
  readonly since: string | null
  /** When the data of its newest backup that counts was taken. */
  readonly newestAt: string | null
  readonly rpoSeconds: number
  readonly reason: string | null
  /** The first thing that is wrong beside the state. */
  readonly warning: string | null
  /** The worst of all policies of the stage; null while nothing can be said. */
  readonly restore: RestoreState | null
  /** Policies of the stage. */
  readonly policies: number
  /** When it was judged. */
  readonly observedAt: string
}

/** One policy with its state as it is now. */
export interface PolicySummary {
  readonly system: { readonly slug: string; readonly name: string }
  readonly stage: {
    readonly slug: string
    readonly name: string
    readonly risk: 'development' | 'staging' | 'production'
  }
  readonly slug: string
  readonly component: string
  readonly covers: 'database' | 'files'
  readonly origin: PolicyOrigin
  /** Exactly one of `schedule` and `everySeconds` is set. */
  readonly schedule: string | null
  readonly everySeconds: number | null
  readonly timeZone: string
  readonly graceSeconds: number
  readonly rpoSeconds: number
  readonly rtoSeconds: number | null
  readonly retentionSeconds: number | null
  readonly region: string | null
  readonly state: BackupState
  readonly since: string | null
  /** Why it is not fresh; null while it is. */
  readonly cause: Named<BackupReason | 'not_judged_lately'> | null
  readonly warnings: readonly Named<BackupWarning>[]
  readonly newestAt: string | null
  /** When it was last judged. */
  readonly observedAt: string | null
  readonly restore: RestoreSummary
}

export interface PolicyOrigin {
  readonly kind: 'source' | 'host-files' | 'heartbeat'
  /** Slug of the source, folder on the host; null for a policy that reports itself. */
  readonly name: string | null
}

export interface RestoreSummary {
  /** Null where nothing can be said yet. */
  readonly state: RestoreState | null
  /** How often a restore has to be tried; null where the catalog does not say. */
  readonly everySeconds: number | null
  readonly method: RestoreMethod
  readonly dueAt: string | null
  readonly newest: RestoreTestView | null
}

export interface BackupList {
  readonly items: readonly PolicySummary[]
  /** Of all policies the reader may see, filtered or not. */
  readonly counts: Readonly<Record<BackupState, number>>
  readonly systems: readonly { readonly slug: string; readonly name: string }[]
}

export interface PolicyDetail extends PolicySummary {
  /** Newest first. */
  readonly runs: readonly BackupRunView[]
  /** How asking the source went; null for a policy that reports itself. */
  readonly asked: AskedView | null
  readonly restoreTests: readonly RestoreTestView[]
  /** The newest time somebody asked for a backup. */
  readonly request: BackupRequestView | null
  /** Whether the source can make a backup on demand. */
  readonly canBackUpNow: boolean
}

export interface StageBackups {
  readonly policies: readonly PolicyDetail[]
  /** What the reader may do here. */
  readonly may: {
    readonly backUpNow: boolean
    readonly recordRestoreTest: boolean
    readonly readPingUrl: boolean
    readonly rotatePingUrl: boolean
  }
}

export interface BackupRunView {
  readonly id: string
  readonly externalId: string
  readonly state: RunState
  readonly madeAt: string | null
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly sizeBytes: number | null
  /** Where it lies, in words of the source; null for one that reported itself. */
  readonly place: string | null
  readonly region: string | null
  readonly isCopy: boolean
  readonly detail: string | null
}

export interface AskedView {
  readonly source: string
  /** When the source last answered. */
  readonly observedAt: string | null
  /** When it was last asked. */
  readonly attemptedAt: string | null
  readonly failure: {
    readonly failure: string
    readonly message: string
    readonly permission: string | null
  } | null
  readonly restorable: { readonly from: string | null; readonly to: string | null } | null
}

export interface RestoreCheck {
  readonly name: string
  readonly passed: boolean
  readonly expected: string | null
  readonly found: string | null
}

export interface RestoreTestView {
  readonly id: string
  readonly method: RestoreMethod
  readonly state: 'queued' | 'running' | 'done'
  readonly verdict: Verdict | null
  /** Stable word for why it is not ok; null for a verdict a person gave. */
  readonly reason: string | null
  readonly actor: string
  readonly destination: string | null
  /** As its source names the backup that was restored. */
  readonly backup: string | null
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly checks: readonly RestoreCheck[]
  readonly measuredRpoSeconds: number | null
  readonly measuredRtoSeconds: number | null
  readonly note: string | null
  readonly evidenceUrl: string | null
}

export interface BackupRequestView {
  readonly id: string
  readonly state: RequestState
  readonly requestedBy: string
  readonly createdAt: string
  readonly sentAt: string | null
  readonly finishedAt: string | null
  readonly externalId: string | null
  readonly reason: string | null
  readonly detail: string | null
}

export interface BackupPingUrl {
  readonly policy: string
  /** Cron schedule of the catalog; null for a policy by rhythm. */
  readonly schedule: string | null
  readonly url: string
  readonly rotation: number
}
