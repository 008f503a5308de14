import type { DeploymentState, StateReason, StepState } from './vocabulary.ts'

export interface RunWords {
  readonly status: string | null
  readonly conclusion: string | null
}

/** Where a run's words put a deployment. Success of the run is not success of the deployment: that is verified. */
export interface MappedRun {
  readonly state: Extract<
    DeploymentState,
    'running' | 'waiting' | 'verifying' | 'failed' | 'cancelled'
  >
  readonly reason: StateReason | null
}

const openRuns: Readonly<Record<string, MappedRun>> = {
  queued: { state: 'running', reason: 'run_queued' },
  requested: { state: 'running', reason: 'run_queued' },
  // Waits for its turn in a concurrency group.
  pending: { state: 'waiting', reason: 'concurrency' },
  waiting: { state: 'waiting', reason: 'approval' },
  action_required: { state: 'waiting', reason: 'approval' },
  in_progress: { state: 'running', reason: null },
}

const endedRuns: Readonly<Record<string, MappedRun>> = {
  success: { state: 'verifying', reason: null },
  failure: { state: 'failed', reason: 'run_failed' },
  cancelled: { state: 'cancelled', reason: 'cancelled_on_github' },
  timed_out: { state: 'failed', reason: 'run_timed_out' },
  startup_failure: { state: 'failed', reason: 'run_startup_failure' },
  action_required: { state: 'failed', reason: 'run_action_required' },
  neutral: { state: 'failed', reason: 'run_not_executed' },
  skipped: { state: 'failed', reason: 'run_not_executed' },
  stale: { state: 'failed', reason: 'run_not_executed' },
}

/** GitHub's words as ours. A word that is not known never becomes a success. */
export function mapRun({ status, conclusion }: RunWords): MappedRun {
  if (status !== 'completed') {
    return findOwn(openRuns, status) ?? { state: 'running', reason: null }
  }
  return findOwn(endedRuns, conclusion) ?? { state: 'failed', reason: 'conclusion_unknown' }
}

/** Order of a status within one attempt, for telling old news from new; unknown words count as under way. */
export function rankStatus(status: string | null): number {
  if (status === 'completed') return 3
  return status === 'queued' || status === 'requested' || status === 'pending' ? 1 : 2
}

const endedSteps: Readonly<Record<string, StepState>> = {
  success: 'succeeded',
  neutral: 'succeeded',
  failure: 'failed',
  timed_out: 'failed',
  cancelled: 'cancelled',
  skipped: 'skipped',
}

/** A step or job as shown; what an ended run never came to is "not reached", not "queued". */
export function mapStep({ status, conclusion }: RunWords, hasRunEnded: boolean): StepState {
  if (status === 'completed') return findOwn(endedSteps, conclusion) ?? 'unknown'
  if (hasRunEnded) return 'not_reached'
  if (status === 'in_progress') return 'in_progress'
  return status !== null && Object.hasOwn(openRuns, status) ? 'queued' : 'unknown'
}

function findOwn<T>(table: Readonly<Record<string, T>>, word: string | null): T | null {
  return word !== null && Object.hasOwn(table, word) ? (table[word] ?? null) : null
}
