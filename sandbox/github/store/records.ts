import type { CheckResult } from '../options.ts'

/** ISO 8601 with a Z. Records are files, so times in them are text. */
export type Timestamp = string

export interface RepositoryRecord {
  readonly id: number
  readonly owner: string
  readonly name: string
  /** Path below the folder of repositories; a rename leaves it alone. */
  readonly directory: string
  /** Earlier `owner/name`, which answer with a redirect. */
  readonly formerNames: readonly string[]
  readonly archived: boolean
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}

export interface WorkflowRecord {
  readonly id: number
  readonly repositoryId: number
  readonly path: string
  readonly createdAt: Timestamp
}

/** The short form of a commit inside runs and push events, as GitHub writes it. */
export interface SimpleCommit {
  readonly id: string
  readonly tree_id: string
  readonly message: string
  readonly timestamp: Timestamp
  readonly author: { readonly name: string; readonly email: string }
  readonly committer: { readonly name: string; readonly email: string }
}

export type RunStatus = 'queued' | 'pending' | 'waiting' | 'in_progress' | 'completed'
export type RunConclusion = 'success' | 'failure' | 'cancelled' | 'skipped'

export interface RunAttempt {
  readonly attempt: number
  readonly status: RunStatus
  readonly conclusion: RunConclusion | null
  readonly triggeringActor: string
  readonly startedAt: Timestamp
  readonly updatedAt: Timestamp
}

export interface RunRecord extends RunAttempt {
  readonly id: number
  readonly repositoryId: number
  readonly workflowId: number
  readonly workflowName: string
  readonly runNumber: number
  readonly event: string
  /** `refs/heads/main` or `refs/tags/v1.0.0`. */
  readonly ref: string
  readonly headSha: string
  readonly headCommit: SimpleCommit
  readonly displayTitle: string
  readonly inputs: Readonly<Record<string, string>>
  readonly actor: string
  readonly concurrencyGroup: string | null
  readonly createdAt: Timestamp
  readonly earlierAttempts: readonly RunAttempt[]
  readonly approvals: readonly ApprovalRecord[]
}

export interface ApprovalRecord {
  readonly attempt: number
  readonly environmentId: number
  readonly state: 'approved' | 'rejected'
  readonly login: string
  readonly comment: string
}

export interface StepRecord {
  readonly number: number
  readonly name: string
  readonly status: 'queued' | 'in_progress' | 'completed'
  readonly conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | null
  readonly startedAt: Timestamp | null
  readonly completedAt: Timestamp | null
}

export interface JobRecord {
  readonly id: number
  readonly runId: number
  readonly attempt: number
  /** Key below `jobs:` in the workflow file. */
  readonly key: string
  readonly name: string
  readonly labels: readonly string[]
  readonly needs: readonly string[]
  /** Name; null when the job names none. */
  readonly environment: string | null
  readonly status: 'queued' | 'waiting' | 'in_progress' | 'completed'
  readonly conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | null
  readonly createdAt: Timestamp
  readonly startedAt: Timestamp | null
  readonly completedAt: Timestamp | null
  readonly steps: readonly StepRecord[]
  readonly outputs: Readonly<Record<string, string>>
  readonly deploymentId: number | null
}

export interface EnvironmentRecord {
  readonly id: number
  readonly repositoryId: number
  readonly name: string
  readonly createdAt: Timestamp
}

export interface DeploymentRecord {
  readonly id: number
  readonly repositoryId: number
  readonly sha: string
  readonly ref: string
  readonly task: string
  readonly environment: string
  readonly description: string | null
  readonly payload: unknown
  readonly transient: boolean
  readonly production: boolean
  readonly creator: string
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}

export interface DeploymentStatusRecord {
  readonly id: number
  readonly deploymentId: number
  readonly state: string
  readonly description: string
  readonly environmentUrl: string
  readonly logUrl: string
  readonly creator: string
  readonly createdAt: Timestamp
}

export interface CheckRecord {
  readonly id: number
  readonly repositoryId: number
  readonly sha: string
  readonly result: CheckResult
}

export interface TokenRecord {
  readonly id: number
  readonly token: string
  /** Login of a user, null for a token of the App's installation. */
  readonly login: string | null
  readonly expiresAt: Timestamp | null
}

export interface DeliveryRecord {
  readonly id: number
  readonly guid: string
  readonly targetUrl: string
  readonly event: string
  readonly action: string | null
  readonly repositoryId: number | null
  readonly redelivery: boolean
  readonly deliveredAt: Timestamp
  readonly durationSeconds: number
  /** `OK`, GitHub's words for a failure, or `dropped` when a fault swallowed it. */
  readonly status: string
  readonly statusCode: number
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly payload: string
  readonly responseBody: string
}

/** One that was not merged yet or never; a merged one is told by its merge commit. */
export interface PullRequestRecord {
  readonly id: number
  readonly repositoryId: number
  readonly number: number
  readonly title: string
  readonly body: string | null
  readonly author: string
  readonly headBranch: string
  readonly baseBranch: string
  /** Tips when it was opened or closed; while it is open the branches themselves count. */
  readonly headSha: string
  readonly baseSha: string
  readonly state: 'open' | 'closed'
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
  readonly closedAt: Timestamp | null
}

export interface InstallationRecord {
  readonly id: number
  readonly createdAt: Timestamp
  readonly suspendedAt: Timestamp | null
  readonly removedAt: Timestamp | null
}
