import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import type { AccountOptions } from '../options.ts'
import { GitHubFailure, notFound, unprocessable } from './failure.ts'

/** Who calls, as the token says. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'app' }
  | { readonly kind: 'installation' }
  | { readonly kind: 'user'; readonly account: AccountOptions }

export interface Call {
  readonly method: string
  /** Below the root of the API, query left out, still encoded. */
  readonly path: string
  readonly query: URLSearchParams
  /** Decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly rawBody: Buffer
  readonly caller: Caller
  readonly apiVersion: string
}

export function getParam(call: Call, name: string): string {
  const value = call.params[name]
  if (value === undefined) throw notFound()
  return value
}

/** Ids above 2^53 and words are no ids. */
export function getIdParam(call: Call, name: string): number {
  const id = Number(getParam(call, name))
  if (!Number.isSafeInteger(id)) throw notFound()
  return id
}

export function parseJsonBody(call: Call): unknown {
  if (call.rawBody.length === 0) return {}
  try {
    return JSON.parse(call.rawBody.toString('utf8'))
  } catch {
    throw new GitHubFailure(400, 'Problems parsing JSON')
  }
}

export function getBodyObject(call: Call): Record<string, unknown> {
  const body = parseJsonBody(call)
  if (!isPlainObject(body)) throw new GitHubFailure(400, 'Body should be a JSON object')
  return body
}

/** The body as the schema reads it; throws GitHub's 422 for one that does not fit. */
export function getBody<T extends z.ZodType>(call: Call, schema: T): z.output<T> {
  const body = schema.safeParse(parseJsonBody(call))
  if (!body.success) throw unprocessable(`Invalid request.\n\n${z.prettifyError(body.error)}`)
  return body.data
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
