/** What the API answered instead of what was asked for; `reason` is a stable word that screens translate. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly reason: string
  readonly requestId: string | null
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    super(typeof problem.detail === 'string' ? problem.detail : `The portal answered ${status}.`)
    this.status = status
    this.reason = typeof problem.reason === 'string' ? problem.reason : 'internal'
    this.requestId = typeof problem.requestId === 'string' ? problem.requestId : null
    this.details = problem
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Calls the portal's own API with the session cookie. Throws `ApiError` for every answer that is not a success. */
export async function requestJson<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = 'GET', body, headers, signal } = options
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? (method === 'GET' ? undefined : '{}') : JSON.stringify(body),
    signal,
  })
  if (!response.ok) throw new ApiError(response.status, await readProblem(response))
  if (response.status === 204) return undefined as T
  // Safe because the API's answers are typed by the same DTOs on both sides.
  return (await response.json()) as T
}

/** Calls an address that answers bit by bit. Throws `ApiError` for every answer that is not a success. */
export async function requestStream(
  path: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(path, { signal })
  if (!response.ok || !response.body) {
    throw new ApiError(response.status, await readProblem(response))
  }
  return response.body
}

async function readProblem(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}
