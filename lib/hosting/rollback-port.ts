/** Going back to an earlier release by the platform's own means, without a build. */
export interface RollbackControl {
  readonly mechanism:
    | 'app-platform-rollback'
    | 'beanstalk-application-version'
    | 'ecs-task-definition'
    | 'vercel-promotion'
  /** What stays as it is. */
  readonly doesNotRevert: readonly (
    | 'database'
    | 'configuration'
    | 'cron'
    | 'cache'
    | 'assets'
    | 'other_components'
  )[]
  /** Components it takes back together. */
  readonly components: readonly string[]
  /** Releases it can go back to, newest first; the running one is not among them. */
  listTargets(signal: AbortSignal): Promise<readonly RestorableRelease[]>
  /** Asks the platform whether going back to this release would be taken; changes nothing. */
  validate(releaseId: string, signal: AbortSignal): Promise<RestoreValidation>
  /**
   * Sends the one call that goes back. No platform takes an idempotency key for it, so it is never sent again:
   * a failure after it may have arrived is `outcome_unknown`.
   */
  restore(releaseId: string, operationKey: string, signal: AbortSignal): Promise<StartedOperation>
  /** How it goes, and whether it was started at all. */
  readOperation(operation: PlatformOperation, signal: AbortSignal): Promise<OperationState>
  /** Only where a rollback pins the platform until it is confirmed or taken back. */
  readonly pin?: {
    commit(signal: AbortSignal): Promise<void>
    revert(signal: AbortSignal): Promise<void>
  }
}

export interface RestorableRelease {
  readonly releaseId: string
  readonly version: string | null
  readonly commitSha: string | null
  readonly createdAt: Date | null
}

export interface RestoreValidation {
  readonly allowed: boolean
  /** Stable words: the platform's codes in our spelling, e.g. `app_pinned`. */
  readonly reasons: readonly string[]
  readonly warnings: readonly string[]
}

export interface StartedOperation {
  /** The platform's id of what it started; null when it gives none. */
  readonly operationId: string | null
}

export interface PlatformOperation {
  readonly operationKey: string
  readonly operationId: string | null
  readonly releaseId: string
  readonly requestedAt: Date
}

/** `not_found` says that the platform was asked successfully and knows of no such operation since `requestedAt`. */
export type OperationState =
  | { readonly state: 'running' | 'succeeded' | 'not_found'; readonly operationId: string | null }
  | {
      readonly state: 'failed'
      readonly operationId: string | null
      readonly detail: string | null
    }
