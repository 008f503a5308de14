import { type MappedRun, mapRun, rankStatus } from './map-run.ts'
import { canMove, canReopen, isActive } from './state.ts'
import type { DeploymentState } from './vocabulary.ts'

/** What is known of a deployment's run so far. */
export interface TrackedRun {
  readonly state: DeploymentState
  readonly runAttempt: number | null
  readonly runStatus: string | null
  readonly runUpdatedAt: Date | null
}

/** What GitHub says of it now. */
export interface ObservedRun {
  readonly attempt: number
  readonly status: string | null
  readonly conclusion: string | null
  readonly updatedAt: Date
}

export type RunEffect =
  /** Old news, or news about something that has ended for good. */
  | { readonly kind: 'ignore' }
  /** Nothing to move, but the words are newer. */
  | { readonly kind: 'refresh'; readonly mapped: MappedRun }
  | { readonly kind: 'move'; readonly mapped: MappedRun }
  /** A new attempt of a run whose deployment had ended: the stage's lock has to be taken again. */
  | { readonly kind: 'reopen'; readonly mapped: MappedRun }

/** What an observation does to a deployment. Only forward: by attempt, then by the order of GitHub's states. */
export function applyRun(tracked: TrackedRun, observed: ObservedRun): RunEffect {
  const knownAttempt = tracked.runAttempt ?? 0
  if (observed.attempt < knownAttempt) return { kind: 'ignore' }
  const isNewAttempt = observed.attempt > knownAttempt
  const mapped = mapRun(observed)

  if (!isActive(tracked.state)) {
    return isNewAttempt && canReopen(tracked.state, mapped.state)
      ? { kind: 'reopen', mapped }
      : { kind: 'ignore' }
  }
  if (!isNewAttempt && isOld(tracked, observed)) return { kind: 'ignore' }
  if (tracked.state === mapped.state) return { kind: 'refresh', mapped }
  if (canMove(tracked.state, mapped.state)) return { kind: 'move', mapped }
  // While an attempt is being verified its run was started once more: that attempt counts now.
  const isRestart = isNewAttempt && tracked.state === 'verifying'
  return isRestart ? { kind: 'move', mapped } : { kind: 'ignore' }
}

function isOld(tracked: TrackedRun, observed: ObservedRun): boolean {
  if (tracked.runUpdatedAt === null) return false
  const before = rankStatus(tracked.runStatus)
  const now = rankStatus(observed.status)
  // An end outranks every clock: answers about the same attempt may overtake each other.
  if (before === 3 || now === 3) return now < before
  const age = observed.updatedAt.getTime() - tracked.runUpdatedAt.getTime()
  return age < 0 || (age === 0 && now < before)
}
