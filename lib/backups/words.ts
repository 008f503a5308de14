/** How well a policy is kept, worst first. */
export const backupStates = ['missing', 'failed', 'late', 'unknown', 'fresh'] as const

export type BackupState = (typeof backupStates)[number]

/** Why a policy is not fresh. Stable: stored, translated by screens, matched by tests. */
export const backupReasons = [
  'run_failed',
  'run_empty',
  'rpo_exceeded',
  'never_reported',
  'none_complete',
  'overdue',
  'unfinished',
  'not_asked_yet',
  'source_failed',
  'source_silent',
  'source_empty',
  'nothing_countable',
] as const

export type BackupReason = (typeof backupReasons)[number]

/** What is wrong with backups beside their age. */
export const backupWarnings = [
  'size_dropped',
  'retention_violated',
  'wrong_region',
  'future_dated',
] as const

export type BackupWarning = (typeof backupWarnings)[number]

export const runStates = ['running', 'complete', 'failed', 'gone'] as const

export type RunState = (typeof runStates)[number]

/** Why a backup cannot be asked for. Stable: answered, and translated by screens. */
export const backupObstacles = [
  'no_vendor_call',
  'only_files',
  'no_backup_unit',
  'reports_itself',
  'unknown_source',
] as const

export type BackupObstacle = (typeof backupObstacles)[number]

export const requestStates = [
  'queued',
  'sending',
  'running',
  'unknown',
  'complete',
  'failed',
  'not_started',
] as const

export type RequestState = (typeof requestStates)[number]

/** Requests that nothing further happens to. */
export const endedRequests = ['complete', 'failed', 'not_started'] as const satisfies RequestState[]

export const restoreMethods = ['by-hand', 'sqlite-file', 'postgresql-dump'] as const

export type RestoreMethod = (typeof restoreMethods)[number]

export const verdicts = ['ok', 'failed', 'inconclusive'] as const

export type Verdict = (typeof verdicts)[number]

/** Whether restores are tried as often as the catalog asks, and how the newest one ended. */
export const restoreStates = ['failed', 'overdue', 'inconclusive', 'ok'] as const

export type RestoreState = (typeof restoreStates)[number]

/** What a sentence names: times as ISO 8601, spans in seconds, sizes in bytes. */
export type Params = Readonly<Record<string, string | number | null>>

export interface Named<Word extends string> {
  readonly reason: Word
  readonly params: Params
}
