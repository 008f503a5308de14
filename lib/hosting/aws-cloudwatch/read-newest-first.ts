import { HostingError } from '../failure.ts'
import type { LogItem, LogQuery } from '../log-port.ts'
import { askPage } from './ask-page.ts'
import type { EventPage, EventPages } from './event-pages.ts'
import { createLineSieve, type LogEvent, type Pass } from './line-sieve.ts'
import { toLineItem, toNotice } from './log-items.ts'
import { containsText, toFilterPattern } from './search-text.ts'

// Earlier windows are refused newest first.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
const earliest = Date.UTC(2024, 0, 1)
const pagesAtMost = 240
const restartsAtMost = 3

interface Walk {
  /** Moves back when the walk has to begin anew. */
  to: number
  token: string | null
  pass: Pass
  given: number
  oldest: number | null
  restarts: number
}

/** Lines of the window, newest first; a token that became worthless costs nothing but a request. */
export async function* readNewestFirst(
  pages: EventPages,
  query: LogQuery,
  component: string | null,
  signal: AbortSignal,
): AsyncGenerator<LogItem> {
  const sieve = createLineSieve()
  const from = Math.max(query.from.getTime(), earliest)
  const walk: Walk = {
    to: query.to.getTime(),
    token: null,
    pass: sieve.openPass(),
    given: 0,
    oldest: null,
    restarts: 0,
  }
  const pattern = toFilterPattern(query.text)
  for (let count = 0; count < pagesAtMost; count += 1) {
    const { to, token } = walk
    const request = { from, to, pattern, token, limit: query.limit, isNewestFirst: true }
    const page = yield* askPage(pages, request, signal)
    if (page === null) {
      beginAnew(walk, sieve.openPass())
      continue
    }
    const givenBefore = walk.given
    yield* giveLines(walk, page, query, component)
    if (walk.given === query.limit && hasMore(page, walk)) {
      yield toNotice('truncated', walk.oldest)
      return
    }
    if (page.token === null) {
      if (from > query.from.getTime()) yield toNotice('truncated', from)
      return
    }
    if (walk.given === givenBefore) yield toNotice('searching', walk.oldest)
    walk.token = page.token
  }
  yield toNotice('truncated', walk.oldest)
}

function beginAnew(walk: Walk, pass: Pass): void {
  walk.restarts += 1
  if (walk.restarts > restartsAtMost) {
    throw new HostingError(
      'invalid_answer',
      'CloudWatch refused its own token to read on, again and again. Read a shorter window.',
    )
  }
  walk.token = null
  walk.pass = pass
  walk.to = walk.oldest ?? walk.to
}

function* giveLines(
  walk: Walk,
  page: EventPage,
  query: LogQuery,
  component: string | null,
): Generator<LogItem> {
  for (const event of toNewestFirst(page.events)) {
    if (walk.given === query.limit) return
    if (!containsText(event.text, query.text)) continue
    const id = walk.pass(event)
    if (id === null) continue
    walk.given += 1
    walk.oldest = event.at
    yield toLineItem(id, event, component)
  }
}

/** Whether the limit cut anything off. */
function hasMore(page: EventPage, walk: Walk): boolean {
  if (page.token !== null) return true
  const oldest = page.events.reduce(
    (least, { at }) => Math.min(least, at),
    Number.POSITIVE_INFINITY,
  )
  return walk.oldest !== null && oldest < walk.oldest
}

function toNewestFirst(events: readonly LogEvent[]): readonly LogEvent[] {
  return events.toSorted((one, other) => other.at - one.at)
}
