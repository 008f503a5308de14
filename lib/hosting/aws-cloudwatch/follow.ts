import { HostingError } from '../failure.ts'
import type { LogItem } from '../log-port.ts'
import { catchUp } from './catch-up.ts'
import type { EventPages } from './event-pages.ts'
import { createLineSieve, type LineSieve, type LogEvent, type Pass } from './line-sieve.ts'
import type { TailEvent } from './live-tail.ts'
import { toLineItem, toNotice } from './log-items.ts'
import { pause } from './pause.ts'
import { containsText } from './search-text.ts'

export interface FollowOptions {
  readonly pages: EventPages
  readonly component: string | null
  /** Opens one session of Live Tail. */
  readonly tail: (signal: AbortSignal) => AsyncIterable<TailEvent>
  /** Throws once the log group is gone. */
  readonly checkGroup: (signal: AbortSignal) => Promise<unknown>
  /** Between two requests where Live Tail may not be used. Default 5 000. */
  readonly pollMs?: number
  /** Between two looks whether a silent group still exists. Default 60 000. */
  readonly checkMs?: number
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000

interface Following extends FollowOptions {
  readonly text: string | null
  readonly sieve: LineSieve
  readonly startedAt: number
  /** Lines from here on may not have been given yet. */
  since: number
  /** Sessions in a row that ended without a single update. */
  failures: number
  isSampled: boolean
  checkedAt: number
}

/**
 * Lines from now on. A session that ends is followed by the next, and what came in between is read; where Live Tail is
 * denied, the group is asked every few seconds instead.
 */
export async function* follow(
  options: FollowOptions,
  text: string | null,
  signal: AbortSignal,
): AsyncGenerator<LogItem> {
  const now = Date.now()
  const state: Following = {
    ...options,
    text,
    sieve: createLineSieve(),
    startedAt: now,
    since: now,
    failures: 0,
    isSampled: false,
    checkedAt: now,
  }
  try {
    while (!signal.aborted) {
      const canTail = yield* followSession(state, signal)
      if (!canTail) yield* poll(state, signal)
    }
  } catch (error) {
    // Whoever followed has gone; that is how following ends.
    if (!signal.aborted) throw error
  }
}

/** False when the portal may not use Live Tail here, or no more sessions may be open. */
async function* followSession(
  state: Following,
  signal: AbortSignal,
): AsyncGenerator<LogItem, boolean> {
  const session = state.sieve.openPass()
  try {
    for await (const event of state.tail(signal)) {
      if (event.kind === 'started') yield* catchUp(state, signal)
      if (event.kind === 'update') yield* giveUpdate(state, session, event.update, signal)
      if (event.kind === 'ended') yield* endSession(state, event.reason, signal)
    }
  } catch (error) {
    if (!(error instanceof HostingError) || signal.aborted) throw error
    if (isTailRefused(error)) return false
    if (!isPassing(error)) throw error
    yield* endSession(state, 'cut', signal)
  }
  return true
}

async function* giveUpdate(
  state: Following,
  session: Pass,
  { events, isSampled }: { readonly events: readonly LogEvent[]; readonly isSampled: boolean },
  signal: AbortSignal,
): AsyncGenerator<LogItem> {
  const now = Date.now()
  if (isSampled && !state.isSampled) yield toNotice('sampled', events[0]?.at ?? now)
  state.isSampled = isSampled
  for (const event of events) {
    if (!containsText(event.text, state.text)) continue
    const id = session(event)
    if (id !== null) yield toLineItem(id, event, state.component)
  }
  state.since = now
  state.failures = 0
  if (events.length > 0) state.checkedAt = now
  if (now - state.checkedAt < (state.checkMs ?? 60_000)) return
  // A session on a deleted group stays silent instead of ending.
  await state.checkGroup(signal).catch(throwIfGone)
  state.checkedAt = now
}

async function* endSession(
  state: Following,
  reason: 'session_over' | 'cut',
  signal: AbortSignal,
): AsyncGenerator<LogItem> {
  if (signal.aborted) return
  if (reason === 'cut') yield toNotice('gap', state.since)
  const isOrderly = reason === 'session_over' && state.failures === 0
  const pauseMs = isOrderly ? 0 : Math.min(firstPauseMs * 2 ** state.failures, longestPauseMs)
  state.failures += 1
  await pause(pauseMs, signal)
}

async function* poll(state: Following, signal: AbortSignal): AsyncGenerator<LogItem> {
  while (!signal.aborted) {
    yield* catchUp(state, signal)
    await pause(state.pollMs ?? 5_000, signal)
  }
}

function throwIfGone(error: unknown): void {
  if (!(error instanceof HostingError) || error.failure === 'not_found') throw error
}

/** `LimitExceededException` says that too many sessions are open in the account. */
function isTailRefused({ failure, details }: HostingError): boolean {
  return failure === 'denied' || details.code === 'LimitExceededException'
}

function isPassing({ failure }: HostingError): boolean {
  return ['unreachable', 'timed_out', 'throttled', 'invalid_answer'].includes(failure)
}
