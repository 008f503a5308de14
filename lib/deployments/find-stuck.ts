import { isActive } from './state.ts'
import type { StuckView } from './types.ts'
import type { ActiveState, DeploymentState } from './vocabulary.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

export interface Progress {
  readonly state: DeploymentState
  readonly stateSince: Date
  readonly verifyDeadline: Date | null
  readonly notBefore: Date | null
  /** 95th percentile of past successes; null without any. */
  readonly slowDurationSeconds: number | null
  /** How long an unknown start is looked for. */
  readonly searchSeconds: number
}

/**
 * Whether a deployment has shown no news for longer than its state usually lasts. A remark for people, never an end:
 * GitHub lets a run go on for 35 days. https://docs.github.com/actions/reference/limits
 */
export function findStuck(progress: Progress, now: Date): StuckView | null {
  const kind = progress.state
  if (!isActive(kind)) return null
  const thresholdSeconds = toThreshold(kind, progress)
  const lateMs = now.getTime() - toStart(progress).getTime()
  if (lateMs <= thresholdSeconds * 1_000) return null
  return { kind, since: progress.stateSince.toISOString(), thresholdSeconds }
}

function toThreshold(kind: ActiveState, progress: Progress): number {
  switch (kind) {
    case 'queued':
      return 30 * minute
    case 'dispatching':
    case 'verifying':
      return 2 * minute
    case 'waiting':
      return 30 * day
    case 'unknown':
      return progress.searchSeconds + 5 * minute
    case 'running': {
      const slow = progress.slowDurationSeconds
      return slow === null ? 6 * hour : Math.min(6 * hour, Math.max(15 * minute, slow * 3))
    }
  }
}

// A deployment that was told to wait is late only after that; one that verifies has its deadline.
function toStart({ state, stateSince, notBefore, verifyDeadline }: Progress): Date {
  if (state === 'verifying' && verifyDeadline) return verifyDeadline
  if (state === 'queued' && notBefore && notBefore > stateSince) return notBefore
  return stateSince
}
