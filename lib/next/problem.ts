import { toDatabaseFailure } from '#lib/core/database-failure.ts'
import { AppError, type ErrorCode } from '#lib/core/errors.ts'

const statuses = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>

// Where HTTP has a more telling status than the code's.
const statusesByReason: Readonly<Record<string, number>> = {
  too_large: 413,
  too_slow: 408,
  content_type: 415,
}

/** What an error tells its reader, as RFC 9457 describes it. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ErrorCode
  readonly reason: string
  readonly requestId: string
  readonly fields?: AppError['fields']
  readonly [detail: string]: unknown
}

/** Any thrown value as an `AppError`; unknown errors keep their text to themselves. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const failure = toDatabaseFailure(error)
  if (failure) return failure
  return new AppError(
    'internal',
    'Something went wrong here. The request id finds it in the log.',
    {
      cause: error,
    },
  )
}

export function toProblemResponse(error: AppError, requestId: string): Response {
  const status = statusesByReason[error.reason] ?? statuses[error.code]
  const problem: Problem = {
    ...error.details,
    type: `urn:leitstand:problem:${error.reason}`,
    title: error.code.replaceAll('_', ' '),
    status,
    detail: error.message,
    code: error.code,
    reason: error.reason,
    requestId,
    ...(error.fields.length > 0 ? { fields: error.fields } : {}),
  }
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  })
  if (error.retryAfterSeconds !== null) headers.set('retry-after', String(error.retryAfterSeconds))
  if (status === 401) headers.set('www-authenticate', 'Bearer')
  return Response.json(problem, { status, headers })
}
