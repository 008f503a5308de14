import { skewMs } from '../newest-run.ts'
import type { RequestState } from '../words.ts'

export interface OpenRequest {
  readonly id: string
  readonly policyId: string
  readonly state: string
  readonly sentAt: Date | null
  readonly externalId: string | null
  /** When the source last listed. */
  readonly listedAt: Date | null
}

export interface ListedRun {
  readonly externalId: string
  readonly state: string
  readonly madeAt: Date | null
  readonly detail: string | null
}

export interface Decision {
  readonly state: RequestState
  readonly externalId: string | null
  readonly reason: string | null
  readonly detail: string | null
}

const minuteMs = 60_000
/** A worker that still sends after this long is gone. */
const sendingMs = 2 * minuteMs
/** A list taken this long after the call and without a backup of its time shows that none was begun. */
const listedAfterMs = 15 * minuteMs
/** After this time nobody waits any more. */
const forgottenMs = 24 * 60 * minuteMs

/** What the list of its source says became of a request; null when nothing is new. Pure, and never sends anything. */
export function decideRequest(
  request: OpenRequest,
  runs: readonly ListedRun[],
  now: Date,
): Decision | null {
  const { state, sentAt, listedAt } = request
  if (!sentAt) return null
  const found = findRun(request, sentAt, runs)
  if (found) return toFound(request, found)
  const waitedMs = now.getTime() - sentAt.getTime()
  if (state === 'sending') {
    return waitedMs > sendingMs ? decided('unknown', 'worker_gone') : null
  }
  if (waitedMs > forgottenMs) return decided('failed', 'never_listed')
  const isListed = listedAt && listedAt.getTime() - sentAt.getTime() > listedAfterMs
  // Of one that gave its name it is only a question of time; of one in doubt the list is the answer.
  return state === 'unknown' && isListed ? decided('not_started', 'not_listed') : null
}

function findRun(
  { externalId }: OpenRequest,
  sentAt: Date,
  runs: readonly ListedRun[],
): ListedRun | null {
  if (externalId) return runs.find((run) => run.externalId === externalId) ?? null
  const since = sentAt.getTime() - skewMs
  return (
    runs.find(({ state, madeAt }) => (madeAt ? madeAt.getTime() >= since : state === 'running')) ??
    null
  )
}

function toFound(request: OpenRequest, run: ListedRun): Decision | null {
  const { externalId, detail } = run
  if (run.state === 'complete') return { state: 'complete', externalId, reason: null, detail: null }
  if (run.state === 'failed') return { state: 'failed', externalId, reason: 'run_failed', detail }
  if (run.state === 'gone') return { state: 'failed', externalId, reason: 'gone', detail: null }
  if (request.state === 'running' && request.externalId === externalId) return null
  return { state: 'running', externalId, reason: null, detail: null }
}

function decided(state: RequestState, reason: string): Decision {
  return { state, externalId: null, reason, detail: null }
}
