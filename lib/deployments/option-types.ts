import type { Blocker, HoldView, Moment, StageRef } from './common-types.ts'
import type { NotUndone } from './vocabulary.ts'

export interface RunningView {
  readonly version: string | null
  readonly commitSha: string | null
  readonly since: Moment | null
  readonly deploymentId: string | null
  /** `agreed disagreed record_only endpoint_only unknown`. */
  readonly agreement: string
}

export type ChecksState = 'passing' | 'failing' | 'running' | 'none' | 'unknown'

/** Continuous integration of a commit. */
export interface ChecksView {
  readonly state: ChecksState
  readonly failing: readonly string[]
  readonly url: string | null
}

export interface CommitView {
  readonly sha: string
  readonly subject: string
  readonly author: string
  readonly committedAt: Moment | null
  readonly url: string | null
}

/** A tag, branch or commit that can be picked; `ref` is what to send. */
export interface DeployCandidate {
  readonly kind: 'tag' | 'branch' | 'commit'
  readonly ref: string
  readonly commit: CommitView
  /** Null when it was not asked for; `deploy-options/candidate` asks. */
  readonly checks: ChecksView | null
  readonly isRunning: boolean
}

export type WorkflowInputType = 'string' | 'boolean' | 'choice' | 'number' | 'environment'

/** An input people may fill in; those the catalog fixes are not listed. */
export interface WorkflowInputView {
  readonly name: string
  readonly type: WorkflowInputType
  readonly description: string | null
  readonly required: boolean
  /** As text, the way it is sent. */
  readonly default: string | null
  /** For `choice`. */
  readonly options: readonly string[]
}

/** How much a person confirms: one click, a plain yes, or typing the system's name. */
export type Confirmation = 'click' | 'confirm' | 'type_name'

export interface DeployOptions extends StageRef {
  readonly running: RunningView
  readonly hold: HoldView | null
  readonly confirmation: Confirmation
  readonly workflow: {
    readonly file: string
    readonly ref: string
    readonly url: string | null
    readonly inputs: readonly WorkflowInputView[]
    /** Inputs the catalog sets, which nobody can change here. */
    readonly fixedInputs: Readonly<Record<string, string>>
  } | null
  readonly tags: readonly DeployCandidate[]
  readonly branches: readonly DeployCandidate[]
  /** Newest of the default branch. */
  readonly commits: readonly DeployCandidate[]
  /** All of them, those that block first. */
  readonly blockers: readonly Blocker[]
  readonly canDeploy: boolean
  readonly usualDurationSeconds: number | null
}

/** What picking one ref means: the commit, its CI, the way from what runs now, and what speaks against it. */
export interface CandidateDetail {
  readonly candidate: DeployCandidate
  readonly range: CommitRange
  readonly blockers: readonly Blocker[]
}

export type RangeDirection = 'first' | 'same' | 'forwards' | 'backwards' | 'diverged' | 'unknown'

/** The commits between what runs and what is picked; for a way back, those that would be undone. */
export interface CommitRange {
  readonly direction: RangeDirection
  readonly from: string | null
  readonly to: string | null
  /** Newest first. */
  readonly commits: readonly CommitView[]
  readonly commitCount: number
  /** GitHub stops listing at 250: there are at least this many. */
  readonly truncated: boolean
  readonly pullRequests: readonly PullRequestView[]
  readonly url: string | null
}

export interface PullRequestView {
  readonly number: number
  readonly title: string
  readonly author: string | null
  readonly url: string | null
}

export type HealthVerdict = 'healthy' | 'unhealthy' | 'unknown'

/** A version that really ran on the stage. */
export interface RollbackTarget {
  readonly deploymentId: string
  readonly number: number
  readonly version: string
  readonly commitSha: string
  readonly ranFrom: Moment
  /** Null for what runs now, which is no target but shown for comparison. */
  readonly ranUntil: Moment | null
  readonly ranForSeconds: number
  readonly health: {
    readonly verdict: HealthVerdict
    /** Share of good measurements while it ran; null without any. */
    readonly uptimePermille: number | null
    /** Times the stage went down while it ran. */
    readonly incidents: number
  }
  readonly isRunning: boolean
}

export interface RollbackTargets extends StageRef {
  readonly running: RunningView
  readonly targets: readonly RollbackTarget[]
  /** The newest one that ran healthily; null when none did. */
  readonly preselectedId: string | null
  readonly notUndone: readonly NotUndone[]
  readonly confirmation: Confirmation
  readonly blockers: readonly Blocker[]
  readonly canRollBack: boolean
}
