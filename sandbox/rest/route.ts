import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

export interface Call {
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** Parsed JSON; null without a body. */
  readonly body: unknown
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Takes the response over, for answers that do not end. */
export type Streaming = (request: IncomingMessage, response: ServerResponse) => void

export interface Route {
  readonly method: string
  readonly pattern: RegExp
  readonly changes: boolean
  /** Whether it is reached without a token, by an address that is a secret itself. */
  readonly isOpen: boolean
  readonly handle: (call: Call) => Answer | Streaming | Promise<Answer | Streaming>
}

type Handler = Route['handle']

/** `:name` matches one segment. */
export function get(path: string, handle: Handler, isOpen = false): Route {
  return { method: 'GET', pattern: toPattern(path), changes: false, isOpen, handle }
}

export function change(method: 'POST' | 'PUT', path: string, handle: Handler): Route {
  return { method, pattern: toPattern(path), changes: true, isOpen: false, handle }
}

/** A POST that only asks. */
export function ask(path: string, handle: Handler): Route {
  return { method: 'POST', pattern: toPattern(path), changes: false, isOpen: false, handle }
}

function toPattern(path: string) {
  const source = path.replaceAll('.', '\\.').replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
  return new RegExp(`^${source}$`)
}

export function json(status: number, body: unknown, headers?: Answer['headers']): Answer {
  return headers ? { status, body, headers } : { status, body }
}

/** A vendor's refusal, thrown by a route. */
export class Refusal extends Error {
  readonly answer: Answer

  constructor(status: number, body: unknown) {
    super(`Refused with ${status}`)
    this.answer = { status, body }
  }
}
