import type { Octokit } from 'octokit'
import type { z } from 'zod'
import { classifyAnswer, classifyConnectionError } from './classify-error.ts'
import type { Credential } from './credentials.ts'
import { withDeadline } from './deadline.ts'
import { fail, ok, type Result } from './failure.ts'
import { RequestError } from './octokit.ts'
import type { Headers, RateLimits } from './rate-limit.ts'

export interface GitHubRequest<Schema extends z.ZodType> {
  /** Method and path template, e.g. `GET /repos/{owner}/{repo}`. Parameters are encoded, never pasted. */
  readonly route: string
  readonly parameters?: Readonly<Record<string, unknown>>
  /** Shape of the answer; what does not fit is not trusted. */
  readonly schema: Schema
  /** For everything together; default 10 s. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Asked in the last moment before something is sent; false leaves it unsent. */
  readonly mayStillSend?: () => boolean
  /** Sent as `If-None-Match`: an unchanged answer then comes as 304 and costs no allowance. */
  readonly etag?: string | null
}

export interface GitHubAnswer<T> {
  readonly status: number
  /** Null for 304 and 204. */
  readonly value: T | null
  readonly headers: Headers
}

export const defaultTimeoutMs = 10_000

/** One request, one outcome, nothing thrown. Never repeated here, never redirected. */
export async function sendRequest<Schema extends z.ZodType>(
  octokit: Octokit,
  limits: RateLimits,
  credential: Credential,
  request: GitHubRequest<Schema>,
): Promise<Result<GitHubAnswer<z.output<Schema>>>> {
  const now = new Date()
  const paused = limits.pausedUntil(credential.key, now)
  if (paused) {
    const message = 'GitHub limits how often it may be asked; nothing was sent.'
    return fail({ kind: 'not_accepted', retryAt: paused, message })
  }
  if (request.mayStillSend?.() === false) {
    return fail({ kind: 'unreachable', message: 'It was too late to send this.' })
  }
  const timeoutMs = request.timeoutMs ?? defaultTimeoutMs
  try {
    const response = await withDeadline(timeoutMs, request.signal, (signal) =>
      octokit.request(request.route, {
        ...request.parameters,
        headers: {
          authorization: credential.authorization,
          ...(request.etag ? { 'if-none-match': request.etag } : {}),
        },
        request: { signal, redirect: 'manual' },
      }),
    )
    limits.recordAccepted(credential.key, response.headers, now)
    return readAnswer(request.schema, response)
  } catch (error) {
    return readError(error, limits, credential)
  }
}

interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly data: unknown
}

function readAnswer<Schema extends z.ZodType>(
  schema: Schema,
  { status, headers, data }: RawAnswer,
): Result<GitHubAnswer<z.output<Schema>>> {
  if (status >= 300) return fail(classifyAnswer({ status, headers, body: data }, () => new Date()))
  if (status === 204 || status === 205) return ok({ status, headers, value: null })
  const parsed = schema.safeParse(data)
  if (parsed.success) return ok({ status, headers, value: parsed.data })
  const [issue] = parsed.error.issues
  const where = issue ? ` (${issue.path.join('.') || 'body'}: ${issue.message})` : ''
  return fail({
    kind: 'unknown_outcome',
    cause: 'answer_malformed',
    status,
    message: `GitHub's answer does not have the expected form${where}.`,
  })
}

function readError(
  error: unknown,
  limits: RateLimits,
  credential: Credential,
): Result<never> | NotModified {
  const response = error instanceof RequestError ? error.response : undefined
  if (!response) return fail(classifyConnectionError(error))
  const { status, headers, data } = response
  if (status === 304) return ok({ status, headers, value: null })
  return fail(
    classifyAnswer({ status, headers, body: data }, () =>
      limits.recordRefused(credential.key, headers, new Date()),
    ),
  )
}

type NotModified = { readonly ok: true; readonly value: GitHubAnswer<never> }
