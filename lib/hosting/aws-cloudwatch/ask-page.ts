import { HostingError } from '../failure.ts'
import type { LogItem } from '../log-port.ts'
import { type EventPage, type EventPages, isTokenRefused, type PageRequest } from './event-pages.ts'
import { toNotice } from './log-items.ts'
import { pause } from './pause.ts'

/** A first page that fails loses nothing: whoever reads is told when to ask again. */
const attemptsAtFirst = 2
const attemptsLater = 8
const firstDelayMs = 500
const longestDelayMs = 8_000

/**
 * One page; says so and waits when AWS or the portal's own queue says "later". Null when the token has become worthless.
 */
export async function* askPage(
  pages: EventPages,
  request: PageRequest,
  signal: AbortSignal,
): AsyncGenerator<LogItem, EventPage | null> {
  const attempts = request.token === null ? attemptsAtFirst : attemptsLater
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await pages.read(request, signal)
    } catch (error) {
      if (isTokenRefused(error, request)) return null
      const isLater = error instanceof HostingError && error.failure === 'throttled'
      if (!isLater || attempt === attempts - 1) throw error
      const delayMs = Math.min(firstDelayMs * 2 ** attempt, longestDelayMs)
      // AWS' own refusal concerns everybody who asks; a long queue only whoever joined it last.
      const isOfAws = error.details.code !== undefined
      if (isOfAws) await pages.postpone(delayMs)
      yield toNotice('throttled')
      if (!isOfAws) await pause(delayMs, signal)
    }
  }
}
