import type { ActiveState, DeploymentState } from './vocabulary.ts'

/** Where a deployment may go from each state. Ends are final; only a new attempt of the run leads out of them. */
const moves = {
  queued: ['dispatching', 'failed', 'not_started'],
  dispatching: ['queued', 'running', 'waiting', 'unknown', 'failed'],
  unknown: ['running', 'waiting', 'verifying', 'failed', 'cancelled', 'not_started'],
  running: ['waiting', 'verifying', 'unknown', 'failed', 'cancelled'],
  waiting: ['running', 'verifying', 'unknown', 'failed', 'cancelled'],
  verifying: ['succeeded', 'failed'],
  succeeded: [],
  failed: [],
  cancelled: [],
  not_started: [],
} as const satisfies Record<DeploymentState, readonly DeploymentState[]>

export function isActive(state: DeploymentState): state is ActiveState {
  return moves[state].length > 0
}

export function canMove(from: DeploymentState, to: DeploymentState): boolean {
  const targets: readonly DeploymentState[] = moves[from]
  return targets.includes(to)
}

/** States that a run observed on GitHub can lead to, also out of an end when it is a new attempt. */
const reopened: readonly DeploymentState[] = [
  'running',
  'waiting',
  'verifying',
  'failed',
  'cancelled',
]

/** Whether a run's new attempt may take a deployment out of its end. */
export function canReopen(from: DeploymentState, to: DeploymentState): boolean {
  return !isActive(from) && reopened.includes(to)
}
