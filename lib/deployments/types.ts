import type {
  ActorName,
  Availability,
  Details,
  HoldView,
  Moment,
  StageRef,
} from './common-types.ts'
import type {
  ActiveState,
  DeploymentKind,
  DeploymentState,
  StateReason,
  StepState,
} from './vocabulary.ts'

export type * from './common-types.ts'
export type * from './option-types.ts'

/** Why a deployment is where it is: a word to translate, its facts, and the sentence of the API. */
export interface StateExplanation {
  readonly code: StateReason
  readonly details: Details
  /** English; screens translate `code` with `details` instead. */
  readonly sentence: string
}

/** A deployment as lists show it. */
export interface DeploymentSummary extends StageRef {
  readonly id: string
  /** Running number within the stage: "#12". */
  readonly number: number
  readonly kind: DeploymentKind
  readonly state: DeploymentState
  readonly stateSince: Moment
  /** Null while all is well. */
  readonly explanation: StateExplanation | null
  /** Holds the stage's lock. */
  readonly isActive: boolean
  readonly ref: string
  readonly version: string
  readonly commitSha: string | null
  readonly previousVersion: string | null
  readonly previousCommitSha: string | null
  /** What the person gave as their reason. */
  readonly reason: string | null
  readonly requestedBy: ActorName
  readonly runUrl: string | null
  readonly runAttempt: number | null
  readonly createdAt: Moment
  readonly startedAt: Moment | null
  readonly finishedAt: Moment | null
  /** From the request to the end, or to now while active. */
  readonly durationSeconds: number
  /** Median of past successes of this stage; null before the first. */
  readonly usualDurationSeconds: number | null
  /** When a newer success took its place; null for what runs now. */
  readonly replacedAt: Moment | null
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Pass as `cursor` for the next page; null at the end. */
  readonly nextCursor: string | null
}

/** A deployment as its own page shows it. */
export interface DeploymentDetail extends DeploymentSummary {
  readonly inputs: Readonly<Record<string, string>>
  readonly workflow: { readonly file: string; readonly ref: string } | null
  readonly correlationId: string
  readonly run: RunView | null
  /**
   * The branch of the workflow file moved between request and start, so a newer workflow file ran. Which commit was
   * deployed is pinned and not touched by it.
   */
  readonly workflowMoved: boolean
  /** From request to end, in order; an entry without `at` has not happened yet. */
  readonly timeline: readonly Milestone[]
  readonly jobs: readonly JobView[]
  readonly verification: VerificationView | null
  readonly waitingFor: WaitingFor | null
  readonly stuck: StuckView | null
  /** The next time GitHub is asked to start it, when it had to be put off. */
  readonly notBefore: Moment | null
  /** What was checked while the outcome was unknown. */
  readonly search: SearchEvidence | null
  /** For a rollback: what it brings back. */
  readonly target: { readonly id: string; readonly number: number; readonly version: string } | null
  readonly hold: HoldView | null
  readonly actions: DeploymentActions
}

export interface RunView {
  readonly id: string
  readonly attempt: number
  readonly url: string | null
  /** GitHub's own words. */
  readonly status: string | null
  readonly conclusion: string | null
  readonly headSha: string | null
  /** When GitHub last answered about it. */
  readonly observedAt: Moment | null
}

export type MilestoneName = 'requested' | 'dispatched' | 'started' | 'verifying' | 'finished'

export interface Milestone {
  readonly name: MilestoneName
  readonly at: Moment | null
}

export interface JobView {
  readonly id: string
  readonly name: string
  readonly state: StepState
  readonly startedAt: Moment | null
  readonly completedAt: Moment | null
  readonly durationSeconds: number | null
  readonly steps: readonly StepView[]
}

export interface StepView {
  readonly number: number
  readonly name: string
  readonly state: StepState
  readonly startedAt: Moment | null
  readonly completedAt: Moment | null
  /** To now while it runs; null before it started. */
  readonly durationSeconds: number | null
  /** Median of the same step in past successes of this stage; null before the first. */
  readonly usualSeconds: number | null
}

export interface VerificationView {
  readonly deadline: Moment | null
  /** Health and version must agree within this time of the run's end. */
  readonly verifyWithinSeconds: number
  readonly expectedVersion: string
  readonly expectedCommitSha: string | null
  readonly checks: readonly VerificationCheck[]
}

export type VerificationVerdict = 'pending' | 'agrees' | 'disagrees' | 'not_measured'

/** One probe of the stage, compared with what was deployed. */
export interface VerificationCheck {
  readonly probe: string
  readonly component: string
  readonly health: string
  readonly healthReason: string | null
  readonly healthVerdict: VerificationVerdict
  readonly version: string | null
  readonly commitSha: string | null
  /** `not_measured` for probes that read no version. */
  readonly versionVerdict: VerificationVerdict
  readonly observedAt: Moment | null
}

/** Whose approval an environment of the workflow asks for. */
export interface WaitingFor {
  readonly kind: 'approval' | 'concurrency'
  readonly environments: readonly string[]
  /** Logins and team names that may approve. */
  readonly reviewers: readonly string[]
  /** Where to approve. */
  readonly url: string | null
}

/** No news for longer than this state usually lasts. Never ends a deployment by itself. */
export interface StuckView {
  readonly kind: ActiveState
  readonly since: Moment
  readonly thresholdSeconds: number
}

export interface SearchEvidence {
  /** First search that GitHub answered and that found nothing; null while none did. */
  readonly since: Moment | null
  readonly searches: number
  readonly failedSearches: number
  /** Runs looked through in the newest search. */
  readonly runsChecked: number
  readonly until: Moment | null
}

export interface DeploymentActions {
  readonly cancel: Availability
  /** Offered once GitHub was asked to cancel and the run goes on. */
  readonly forceCancel: Availability
  readonly detach: Availability
  readonly rollBack: Availability
}

export interface LogLine {
  /** From 1. */
  readonly number: number
  readonly at: Moment | null
  readonly text: string
}

/** `pending`: GitHub shows logs of a job once it ended. `gone`: deleted or expired there. */
export type LogState = 'pending' | 'streaming' | 'complete' | 'gone'

export interface JobLog {
  readonly state: LogState
  readonly lines: readonly LogLine[]
  /** Pass as `after` to read on. */
  readonly cursor: number
  /** Lines beyond the size limit were left out. */
  readonly truncated: boolean
}

/**
 * What the board keeps of a deployment in `stage_state`. `reason` is the stable word behind the state, `actor` the name
 * of who asked for it.
 */
export interface StageDeployment {
  readonly id: string
  readonly number: number
  readonly kind: DeploymentKind
  readonly state: DeploymentState
  readonly version: string
  readonly commitSha: string | null
  readonly createdAt: Moment
  readonly finishedAt: Moment | null
  readonly reason: StateReason | null
  readonly actor: string
}

export interface ActiveStageDeployment extends StageDeployment {
  readonly startedAt: Moment | null
  readonly usualDurationSeconds: number | null
}
