import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { HostingError, type HostingErrorOptions, type HostingFailure } from '../failure.ts'
import { type AnswerHeaders, readRateLimit } from './rate-limit.ts'

/** A call as its failures name it. */
export interface NamedCall {
  /** "DigitalOcean". */
  readonly platform: string
  readonly method: string
  /** Without its query, which may hold more than a reader should see. */
  readonly path: string
  /** What the platform calls the right it needs. */
  readonly permission: string
  /** Whether it may have changed something: then doubt is `outcome_unknown`. */
  readonly changes: boolean
}

const longestDetail = 300

// Refused before anything was done; everything else about a call that changes something stays open.
const certain: Readonly<Record<number, HostingFailure>> = {
  400: 'rejected',
  401: 'denied',
  402: 'rejected',
  403: 'denied',
  404: 'not_found',
  405: 'unsupported',
  409: 'conflict',
  410: 'not_found',
  412: 'conflict',
  422: 'rejected',
  429: 'throttled',
}

/** The failure that an answer other than the expected one is. */
export function toStatusFailure(
  call: NamedCall,
  answer: { readonly status: number; readonly headers: AnswerHeaders; readonly text: string },
): HostingError {
  const { status, headers } = answer
  const rate = readRateLimit(headers, Date.now())
  const detail = findDetail(answer.text)
  // A 403 with nothing left is a limit in other words.
  const failure =
    status === 403 && rate.remaining === 0 ? 'throttled' : (certain[status] ?? toOpen(call, status))
  return fail(call, failure, `answered ${status}${detail ? `: ${detail}` : ''}`, {
    ...(failure === 'denied' ? { permission: call.permission } : {}),
    ...(rate.retryAfterSeconds !== null && failure === 'throttled'
      ? { retryAfterSeconds: rate.retryAfterSeconds }
      : {}),
    details: { status, limit: rate.limit, remaining: rate.remaining },
  })
}

function toOpen(call: NamedCall, status: number): HostingFailure {
  if (call.changes) return 'outcome_unknown'
  return status >= 500 ? 'unreachable' : 'invalid_answer'
}

/** The failure of a call that brought no answer. `isSent` is false when no byte of it can have left. */
export function toConnectionFailure(
  call: NamedCall,
  reason: 'timed_out' | 'stopped' | 'lost',
  isSent: boolean,
): HostingError {
  const words = {
    timed_out: 'gave no complete answer in time',
    stopped: 'was not waited for any longer',
    lost: isSent ? 'closed the connection before the answer was complete' : 'could not be reached',
  }[reason]
  if (call.changes && isSent) return fail(call, 'outcome_unknown', words)
  return fail(call, reason === 'lost' ? 'unreachable' : 'timed_out', words)
}

/** The failure of an answer that is not what the platform documents. */
export function toShapeFailure(call: NamedCall, what: string): HostingError {
  return fail(call, call.changes ? 'outcome_unknown' : 'invalid_answer', what)
}

function toAdvice(failure: HostingFailure, { permission }: NamedCall, status: unknown): string {
  if (failure === 'outcome_unknown') return ' It may have happened; find out before trying again.'
  if (status === 401) return ' The stored token is not accepted; store a valid one.'
  if (failure === 'denied') return ` Give the token the right "${permission}".`
  const isElsewhere = typeof status === 'number' && status >= 300 && status < 400
  return isElsewhere ? ' It answers at another address; correct the one in the settings.' : ''
}

function fail(
  call: NamedCall,
  failure: HostingFailure,
  words: string,
  options: HostingErrorOptions = {},
): HostingError {
  const sentence = `${call.platform} ${words} (${call.method} ${call.path}).`
  return new HostingError(
    failure,
    sentence + toAdvice(failure, call, options.details?.status),
    options,
  )
}

/** The platform's own sentence in an error's body: `message`, `detail`, or one level deeper. */
function findDetail(text: string): string | null {
  const body = parse(text)
  if (typeof body !== 'object' || body === null) return null
  const inner = 'error' in body ? body.error : null
  const message = [body, inner].map(findMessage).find((each) => each !== null)
  return message ? redactSecrets(toInertText(message)).slice(0, longestDetail) : null
}

function findMessage(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null
  const found = 'message' in body ? body.message : 'detail' in body ? body.detail : null
  return typeof found === 'string' ? found : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
