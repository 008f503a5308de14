import { z } from 'zod'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import type { GitHubFailure, UnknownCause } from './failure.ts'
import { type Headers, isRateLimited } from './rate-limit.ts'

/** An answer with a status of 300 or more, as far as classifying needs it. */
export interface RefusedAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

const errorBody = z.object({
  message: z.string(),
  errors: z
    .array(z.union([z.string(), z.object({ message: z.string().optional() })]))
    .optional()
    .catch(undefined),
})

/** Errors of a connection that never came about: the request cannot have arrived. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** What an answer that is not a success means. `retryAt` is asked only when GitHub limits the rate. */
export function classifyAnswer(answer: RefusedAnswer, retryAt: () => Date): GitHubFailure {
  const { status, headers } = answer
  const message = readMessage(answer.body) ?? `GitHub answered ${status}.`
  if (isRateLimited(status, headers, message)) {
    return { kind: 'not_accepted', retryAt: retryAt(), message }
  }
  if (status >= 300 && status < 400) return classifyRedirect(answer, message)
  if (status === 404) return { kind: 'not_found', message }
  if (status === 401) return { kind: 'unauthorised', message }
  if (/suspended/i.test(message) && status === 403) return { kind: 'suspended', message }
  if (status >= 400 && status < 500 && status !== 408) {
    const needed = headers['x-accepted-github-permissions']
    return {
      kind: 'rejected',
      status,
      message,
      neededPermissions: needed === undefined ? null : toInertText(String(needed)),
    }
  }
  return { kind: 'unknown_outcome', cause: 'server_error', status, message }
}

/** What an error without an answer means. */
export function classifyConnectionError(error: unknown): GitHubFailure {
  const errors = listCauses(error)
  const codes = errors.map((item) => readText(item, 'code')).filter((code) => code !== null)
  // Every attempt must have failed before it was connected: one that did connect may have delivered the request.
  if (codes.length > 0 && codes.every((code) => notSentCodes.has(code))) {
    return { kind: 'unreachable', message: `No connection to GitHub (${codes[0]}).` }
  }
  const isTimeout = errors.some((item) => /Timeout|Abort/.test(readText(item, 'name') ?? ''))
  const cause: UnknownCause = isTimeout ? 'timed_out' : 'connection_lost'
  const message = isTimeout
    ? 'GitHub did not answer in time.'
    : 'The connection to GitHub was lost before the answer was complete.'
  return { kind: 'unknown_outcome', cause, status: null, message }
}

function classifyRedirect(answer: RefusedAnswer, message: string): GitHubFailure {
  const { status, headers } = answer
  const location = String(headers.location ?? '')
  if (status === 302 || status === 303) return { kind: 'redirected', location, message }
  if (status !== 301 && status !== 307 && status !== 308) {
    return { kind: 'unknown_outcome', cause: 'answer_malformed', status, message }
  }
  return {
    kind: 'moved',
    repository: /\/repos\/([\w.-]+\/[\w.-]+)(?:\/|\?|$)/.exec(location)?.[1] ?? null,
    repositoryId: /\/repositories\/(\d{1,20})(?:\/|\?|$)/.exec(location)?.[1] ?? null,
    message: 'The repository moved to another name or owner.',
  }
}

/** GitHub's own words, inert and bounded. */
function readMessage(body: unknown): string | null {
  const parsed = errorBody.safeParse(body)
  if (!parsed.success) return null
  const details = (parsed.data.errors ?? []).map((item) =>
    typeof item === 'string' ? item : item.message,
  )
  const text = [parsed.data.message, ...details.filter((item) => item !== undefined)].join(' – ')
  return redactSecrets(toInertText(text)).slice(0, 1_000)
}

function listCauses(error: unknown, depth = 0): readonly unknown[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const { cause, errors } = error as { cause?: unknown; errors?: unknown }
  const nested = Array.isArray(errors) ? errors : [cause]
  return [error, ...nested.flatMap((item) => listCauses(item, depth + 1))]
}

function readText(value: unknown, key: 'code' | 'name'): string | null {
  const text = (value as Record<string, unknown>)[key]
  return typeof text === 'string' && text !== '' ? text : null
}
