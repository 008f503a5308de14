import type { Connections } from './connections.ts'
import { type DecodedBody, decodeBody, tooLarge } from './decode-body.ts'
import { type ExchangeAnswer, type ExchangeOptions, exchange } from './exchange.ts'
import { type Guard, refuseEarly } from './guard.ts'
import { type OutboundFailure, outboundFailure, withTimeout } from './outbound-failure.ts'
import { type HttpTarget, parseTarget } from './parse-target.ts'

type OutboundMethod = ExchangeOptions['method']

export interface OutboundRequest {
  /** Default GET. Any other than GET and HEAD is sent once, on a connection of its own, and follows no redirect. */
  readonly method?: OutboundMethod
  /** JSON text to be sent. */
  readonly body?: string
  /** For everything together: name, connection, redirects, answer. Default and maximum 10 s. */
  readonly timeoutMs?: number
  /** Redirects followed, each checked like a first call. Default and maximum 3. */
  readonly maxRedirects?: number
  /** Bytes of body, as sent and as decoded. Default 64 kB, maximum 4 MB. */
  readonly maxBodyBytes?: number
}

export interface OutboundAnswer {
  readonly ok: true
  readonly status: number
  readonly headers: ExchangeAnswer['headers']
  readonly durationMs: number
  /** Null over plain http. */
  readonly certificateExpiresAt: Date | null
  /** Within the limit of the request, decoded on demand. */
  readonly readBody: () => DecodedBody | OutboundFailure
}

const maxTimeoutMs = 10_000
const maxRedirectCount = 3
const defaultBodyBytes = 64 * 1024
const maxBodyBytes = 4 * 1024 * 1024

/** Calls a configured address under the guard's rules; every outcome is a value, nothing is thrown. */
export async function requestOutbound(
  guard: Guard,
  connections: Connections,
  url: string,
  request: OutboundRequest = {},
): Promise<OutboundAnswer | OutboundFailure> {
  const startedAt = performance.now()
  const timeoutMs = Math.min(request.timeoutMs ?? maxTimeoutMs, maxTimeoutMs)
  const method = request.method ?? 'GET'
  const limit = isSafe(method)
    ? Math.min(request.maxRedirects ?? maxRedirectCount, maxRedirectCount)
    : 0
  const bodyBytes = Math.min(request.maxBodyBytes ?? defaultBodyBytes, maxBodyBytes)
  let target = parseTarget(url)

  for (let hops = 0; ; hops += 1) {
    if (!target.ok) return atHop(target, hops, target)
    const refusal = refuseEarly(guard, target)
    if (refusal) return atHop(refusal, hops, target)

    const remainingMs = timeoutMs - (performance.now() - startedAt)
    if (remainingMs <= 0) return outboundFailure('timed_out', { timeoutMs: String(timeoutMs) })
    const outcome = await exchangeOnce(connections, target, {
      method,
      body: request.body,
      timeoutMs: remainingMs,
      maxBodyBytes: bodyBytes,
    })
    if (!outcome.ok) return atHop(withTimeout(outcome, timeoutMs), hops, target)
    if (!isRedirect(outcome.status) || limit === 0) {
      return toAnswer(outcome, connections, target, {
        durationMs: performance.now() - startedAt,
        maxBodyBytes: bodyBytes,
      })
    }
    if (hops === limit) return outboundFailure('too_many_redirects', { limit: String(limit) })
    target = nextTarget(target, outcome)
  }
}

// A connection kept alive may be closed by the other side in the very moment of its reuse. That says nothing about the
// target, so the request is sent once more on a connection of its own.
async function exchangeOnce(
  connections: Connections,
  target: HttpTarget,
  options: ExchangeOptions,
): Promise<ExchangeAnswer | OutboundFailure> {
  if (!isSafe(options.method)) return exchange(connections.fresh, target, options)
  const sentAt = performance.now()
  const outcome = await exchange(connections.pooled, target, options)
  if (outcome.ok || outcome.reason !== 'connection_lost') return outcome
  const openedAt = connections.find(target.origin)?.openedAtMs ?? sentAt
  if (openedAt >= sentAt) return outcome
  const timeoutMs = options.timeoutMs - (performance.now() - sentAt)
  return exchange(connections.fresh, target, { ...options, timeoutMs })
}

/** What may be asked twice without doing anything twice. */
function isSafe(method: OutboundMethod): boolean {
  return method === 'GET' || method === 'HEAD'
}

function nextTarget(from: HttpTarget, answer: ExchangeAnswer): HttpTarget | OutboundFailure {
  const { location } = answer.headers
  if (typeof location !== 'string') return outboundFailure('redirect_invalid')
  const next = parseTarget(location, from)
  return next.ok && from.secure && !next.secure ? outboundFailure('redirect_downgrade') : next
}

function toAnswer(
  answer: ExchangeAnswer,
  connections: Connections,
  target: HttpTarget,
  { durationMs, maxBodyBytes }: { readonly durationMs: number; readonly maxBodyBytes: number },
): OutboundAnswer {
  const facts = target.secure ? connections.find(target.origin) : null
  return {
    ok: true,
    status: answer.status,
    headers: answer.headers,
    durationMs,
    certificateExpiresAt: facts?.certificateExpiresAt ?? null,
    readBody: () =>
      answer.truncated
        ? tooLarge(maxBodyBytes)
        : decodeBody(answer.body, encodingOf(answer), maxBodyBytes),
  }
}

function encodingOf({ headers }: ExchangeAnswer): string {
  const encoding = headers['content-encoding'] ?? ''
  return String(encoding).trim().toLowerCase()
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

function atHop(
  failure: OutboundFailure,
  hops: number,
  target: HttpTarget | OutboundFailure,
): OutboundFailure {
  if (hops === 0 || !target.ok) return failure
  return outboundFailure(failure.reason, { ...failure.params, hop: target.origin })
}
