/** States of a deployment. The active ones hold the stage's lock; see `state.ts` for the moves between them. */
export const deploymentStates = [
  'queued',
  'waiting',
  'dispatching',
  'running',
  'verifying',
  'unknown',
  'succeeded',
  'failed',
  'cancelled',
  'not_started',
] as const

export type DeploymentState = (typeof deploymentStates)[number]

/** Hold the lock of their stage; the partial unique index of the database names the same states. */
export const activeStates = [
  'queued',
  'waiting',
  'dispatching',
  'running',
  'verifying',
  'unknown',
] as const satisfies readonly DeploymentState[]

export type ActiveState = (typeof activeStates)[number]

export const deploymentKinds = ['deployment', 'rollback', 'external'] as const

export type DeploymentKind = (typeof deploymentKinds)[number]

/** Why a deployment is in its state. Stable words: stored, translated by screens, matched by scripts. */
export const stateReasons = [
  // queued
  'github_rate_limited',
  'github_unreachable',
  'platform_throttled',
  'platform_unreachable',
  // waiting
  'approval',
  'concurrency',
  // running
  'run_queued',
  'restore_running',
  // unknown: a trigger may have happened
  'accepted_without_id',
  'server_error',
  'timed_out',
  'connection_lost',
  'answer_malformed',
  'repository_moved',
  'worker_lost',
  'run_not_readable',
  'platform_outcome_unknown',
  // failed
  'rejected',
  'platform_rejected',
  'restore_failed',
  'run_failed',
  'run_timed_out',
  'run_startup_failure',
  'run_action_required',
  'run_not_executed',
  'conclusion_unknown',
  'run_deleted',
  'version_mismatch',
  'version_unknown',
  'unhealthy',
  'health_unknown',
  'detached',
  // cancelled
  'superseded',
  'cancelled_here',
  'cancelled_on_github',
  // not started: proved not to have happened
  'never_accepted',
  'restore_never_started',
  'cancelled_before_start',
  'expired',
  // any end: started again on GitHub while another deployment holds the stage
  'rerun_conflict',
] as const

export type StateReason = (typeof stateReasons)[number]

export const stepStates = [
  'queued',
  'in_progress',
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
  'not_reached',
  'unknown',
] as const

export type StepState = (typeof stepStates)[number]

/** Everything that can stand between a person and a deployment. */
export const blockerReasons = [
  'role_missing',
  'not_deployable',
  'repository_missing',
  'repository_moved',
  'repository_archived',
  'repository_suspended',
  'repository_inaccessible',
  'github_not_configured',
  'github_unreachable',
  'github_rate_limited',
  'workflow_missing',
  'workflow_not_dispatchable',
  'workflow_input_undeclared',
  'deployment_active',
  'hold',
  'platform_pinned',
  'checklist_open',
  'no_rollback_target',
  'catalog_problem',
  'ci_failing',
  'ci_running',
  'ci_unknown',
  'already_running',
  'older_than_running',
] as const

export type BlockerReason = (typeof blockerReasons)[number]

/** What a rollback leaves as it is. */
export const notUndone = ['database', 'configuration', 'cron', 'cache'] as const

export type NotUndone = (typeof notUndone)[number]
