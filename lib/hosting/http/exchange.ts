import { Agent, type Dispatcher, request } from 'undici'
import { type NamedCall, toConnectionFailure, toShapeFailure } from './failures.ts'
import type { AnswerHeaders } from './rate-limit.ts'

export interface Exchange {
  readonly url: URL
  readonly call: NamedCall
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
  /** For everything together, headers and body. */
  readonly timeoutMs: number
  readonly maxBodyBytes: number
}

export interface ExchangeAnswer {
  readonly status: number
  readonly headers: AnswerHeaders
  readonly text: string
}

// One connection per request: on one that was kept, a close by the other side is indistinguishable from a call that
// arrived, and a call that changes something would have to be looked for.
const shared = { pipelining: 0, connectTimeout: 10_000, headersTimeout: 0, bodyTimeout: 0 }
const dispatcher = new Agent({ ...shared, connections: 16 })
// Answers without an end would keep calls waiting that need one of a limited number of connections.
const streams = new Agent(shared)

const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Sends one request, once, and reads its answer within time and size. Redirects are answers. */
export async function exchange(options: Exchange): Promise<ExchangeAnswer> {
  if (options.signal.aborted) throw toConnectionFailure(options.call, 'stopped', false)
  const deadline = AbortSignal.timeout(options.timeoutMs)
  try {
    const answer = await open(dispatcher, options, AbortSignal.any([options.signal, deadline]))
    const text = await readBounded(answer.body, options)
    return { status: answer.statusCode, headers: answer.headers, text }
  } catch (error) {
    throw toFailure(error, options, deadline)
  }
}

/** Like `exchange`, for an answer without an end: the deadline is for its beginning alone. */
export async function openStream(options: Exchange): Promise<Dispatcher.ResponseData> {
  const starting = new AbortController()
  const timer = setTimeout(() => starting.abort(), options.timeoutMs)
  try {
    return await open(streams, options, AbortSignal.any([options.signal, starting.signal]))
  } catch (error) {
    throw toFailure(error, options, starting.signal)
  } finally {
    clearTimeout(timer)
  }
}

function open(agent: Agent, { url, call, headers, body }: Exchange, signal: AbortSignal) {
  return request(url, {
    dispatcher: agent,
    method: call.method as Dispatcher.HttpMethod,
    headers: { 'accept-encoding': 'identity', 'user-agent': 'Leitstand', ...headers },
    body: body ?? null,
    signal,
  })
}

/** Text of a body, at most so many bytes. */
export async function readBounded(
  body: Dispatcher.ResponseData['body'],
  { call, maxBodyBytes }: Pick<Exchange, 'call' | 'maxBodyBytes'>,
): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes > maxBodyBytes) {
      body.on('error', () => undefined).destroy()
      throw toShapeFailure(call, `answered more than ${Math.round(maxBodyBytes / 1024)} kB`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function toFailure(error: unknown, { call, signal }: Exchange, deadline: AbortSignal) {
  if (error instanceof Error && error.name === 'HostingError') return error
  if (deadline.aborted) return toConnectionFailure(call, 'timed_out', true)
  if (signal.aborted) return toConnectionFailure(call, 'stopped', true)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return toConnectionFailure(call, 'lost', !neverSent.has(code))
}
