import { HostingError } from '../failure.ts'
import type { LogItem } from '../log-port.ts'
import { askPage } from './ask-page.ts'
import type { EventPage, EventPages, PageRequest } from './event-pages.ts'
import type { LineSieve } from './line-sieve.ts'
import { toLineItem, toNotice } from './log-items.ts'
import { containsText, toFilterPattern } from './search-text.ts'

/** Lines may arrive in CloudWatch this much later than they were written. */
const lateMs = 30_000
const pagesAtMost = 40
const linesPerPage = 1_000

export interface CatchUp {
  readonly pages: EventPages
  readonly component: string | null
  readonly text: string | null
  readonly sieve: LineSieve
  /** What was written earlier belongs to whoever reads the past. */
  readonly startedAt: number
  /** Moves on to the end of what was read. */
  since: number
}

/** Lines since then that nobody has given yet, oldest first; a notice where it cannot be known that these are all. */
export async function* catchUp(state: CatchUp, signal: AbortSignal): AsyncGenerator<LogItem> {
  const from = state.since - lateMs
  const to = Date.now()
  try {
    const isComplete = yield* readOn(state, from, to, signal)
    if (!isComplete) yield toNotice('gap', state.since)
  } catch (error) {
    const isPassing = error instanceof HostingError && !isFinal(error)
    if (!isPassing || signal.aborted) throw error
    yield toNotice('gap', state.since)
  }
  state.since = to
}

async function* readOn(
  state: CatchUp,
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncGenerator<LogItem, boolean> {
  const pass = state.sieve.openPass()
  const pattern = toFilterPattern(state.text)
  let token: string | null = null
  for (let count = 0; count < pagesAtMost; count += 1) {
    const request: PageRequest = {
      from,
      to,
      pattern,
      token,
      limit: linesPerPage,
      isNewestFirst: false,
    }
    const page: EventPage | null = yield* askPage(state.pages, request, signal)
    if (page === null) return false
    for (const event of page.events) {
      if (!containsText(event.text, state.text)) continue
      const id = pass(event)
      if (id !== null && event.at >= state.startedAt) yield toLineItem(id, event, state.component)
    }
    token = page.token
    if (token === null) return true
  }
  return false
}

function isFinal({ failure }: HostingError): boolean {
  return failure === 'not_found' || failure === 'denied' || failure === 'not_configured'
}
