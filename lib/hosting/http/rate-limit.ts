/** What a platform says about how often it may be asked. */
export interface RateLimit {
  readonly retryAfterSeconds: number | null
  readonly limit: number | null
  readonly remaining: number | null
}

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>

const prefixes = ['ratelimit', 'x-ratelimit', 'x-sentry-rate-limit']
// Numbers above this are moments, below it durations: some platforms count seconds from now, some from 1970.
const firstPlausibleMoment = 1_000_000_000
const longestWaitSeconds = 24 * 3600

/** Reads `retry-after` (seconds or a date), else the moment at which the window opens again. */
export function readRateLimit(headers: AnswerHeaders, nowMs: number): RateLimit {
  const remaining = findNumber(headers, 'remaining')
  const reset = findNumber(headers, 'reset')
  return {
    retryAfterSeconds:
      toSeconds(headers['retry-after'], nowMs) ?? (reset === null ? null : toWait(reset, nowMs)),
    limit: findNumber(headers, 'limit'),
    remaining,
  }
}

function toSeconds(value: AnswerHeaders[string], nowMs: number): number | null {
  if (typeof value !== 'string' || value.trim() === '') return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return bounded(seconds)
  const moment = Date.parse(value)
  return Number.isNaN(moment) ? null : bounded((moment - nowMs) / 1000)
}

function toWait(reset: number, nowMs: number) {
  return bounded(reset > firstPlausibleMoment ? reset - nowMs / 1000 : reset)
}

function bounded(seconds: number) {
  return Math.min(longestWaitSeconds, Math.max(0, Math.ceil(seconds)))
}

function findNumber(headers: AnswerHeaders, name: string): number | null {
  for (const prefix of prefixes) {
    const value = headers[`${prefix}-${name}`]
    if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
      return Number(value)
    }
  }
  return null
}
