import 'server-only'
import type { Dispatcher } from 'undici'
import type { z } from 'zod'
import { registerSecret } from '#lib/core/redact.ts'
import { HostingError } from '../failure.ts'
import {
  type Exchange,
  type ExchangeAnswer,
  exchange,
  openStream,
  readBounded,
} from './exchange.ts'
import { type NamedCall, toShapeFailure, toStatusFailure } from './failures.ts'
import type { AnswerHeaders } from './rate-limit.ts'

export interface JsonClientOptions {
  /** As people call it: "DigitalOcean". */
  readonly platform: string
  /** Every call goes below it and nowhere else. */
  readonly baseUrl: string
  readonly token: string
}

interface JsonCall {
  /** Encoded: made with `path`. */
  readonly path: string
  readonly query?: Query
  /** What the platform calls the right it needs. */
  readonly permission: string
  readonly signal: AbortSignal
}

export interface JsonRead<T> extends JsonCall {
  readonly schema: z.ZodType<T>
}

export interface JsonChange<T> extends JsonRead<T> {
  readonly method: 'POST' | 'PUT'
  readonly body?: unknown
  /** False for a call that only asks although it is a POST. Default: true. */
  readonly changes?: boolean
}

export interface JsonAnswer<T> {
  readonly status: number
  readonly headers: AnswerHeaders
  readonly value: T
  /** As it came. */
  readonly text: string
}

type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** One platform's HTTP API: bounded in time and size, nothing sent twice, every failure a `HostingError`. */
export interface JsonClient {
  read<T>(call: JsonRead<T>): Promise<T>
  /** The same with what surrounds the value, e.g. the header that names the next page. */
  readAnswer<T>(call: JsonRead<T>): Promise<JsonAnswer<T>>
  change<T>(call: JsonChange<T>): Promise<JsonAnswer<T>>
  /** The body of an answer that has no end; ends with the signal. */
  open(call: JsonCall): Promise<Dispatcher.ResponseData['body']>
}

const readTimeoutMs = 15_000
const changeTimeoutMs = 30_000
const maxBodyBytes = 8 * 1024 * 1024

export function createJsonClient(options: JsonClientOptions): JsonClient {
  registerSecret(options.token)
  const readAnswer = async <T>(call: JsonRead<T>): Promise<JsonAnswer<T>> => {
    const request = toExchange(options, { ...call, method: 'GET', changes: false })
    return parse(request.call, call.schema, await exchange(request))
  }
  return {
    readAnswer,
    read: async (call) => (await readAnswer(call)).value,
    async change(call) {
      const request = toExchange(options, { ...call, changes: call.changes ?? true })
      return parse(request.call, call.schema, await exchange(request))
    },
    async open(call) {
      const request = toExchange(options, { ...call, method: 'GET', changes: false })
      const answer = await openStream(request)
      if (answer.statusCode === 200) return answer.body
      const text = await readBounded(answer.body, request)
      throw toStatusFailure(request.call, {
        status: answer.statusCode,
        headers: answer.headers,
        text,
      })
    },
  }
}

function toExchange(
  { platform, baseUrl, token }: JsonClientOptions,
  call: JsonCall & Pick<NamedCall, 'method' | 'changes'> & { readonly body?: unknown },
): Exchange {
  const body = call.body === undefined ? undefined : JSON.stringify(call.body)
  return {
    url: toUrl(baseUrl, call.path, call.query ?? {}, platform),
    call: {
      platform,
      method: call.method,
      path: call.path,
      permission: call.permission,
      changes: call.changes,
    },
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
    signal: call.signal,
    timeoutMs: call.changes ? changeTimeoutMs : readTimeoutMs,
    maxBodyBytes,
  }
}

function toUrl(baseUrl: string, path: string, query: Query, platform: string): URL {
  const base = URL.parse(baseUrl)
  if (!base || !/^https?:$/.test(base.protocol)) {
    throw new HostingError('not_configured', `The address of ${platform} is not a web address.`)
  }
  const url = new URL(base.pathname.replace(/\/$/, '') + path, base)
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) {
      if (each !== undefined) url.searchParams.append(name, String(each))
    }
  }
  return url
}

function parse<T>(call: NamedCall, schema: z.ZodType<T>, answer: ExchangeAnswer): JsonAnswer<T> {
  if (answer.status < 200 || answer.status > 299) throw toStatusFailure(call, answer)
  const parsed = schema.safeParse(readJson(answer.text))
  if (parsed.success) return { ...answer, value: parsed.data }
  const where = parsed.error.issues[0]?.path.join('.') || 'the body'
  throw toShapeFailure(call, `answered ${answer.status} in an unknown form (${where})`)
}

function readJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return undefined
  }
}
