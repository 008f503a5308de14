import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth, { type AuthOptions } from 'next-auth'
import { getEnv } from '#lib/core/env.ts'

export interface NextAuthRequest {
  readonly method: string
  readonly query: Readonly<Record<string, string | readonly string[]>>
  readonly cookies: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>> | undefined
}

/**
 * Calls next-auth as a plain function of request to response. It is given exactly what it needs: no headers, so that
 * no forwarded host can be believed, and the same call works inside Next and in a test.
 */
export async function callNextAuth(
  options: AuthOptions,
  request: NextAuthRequest,
): Promise<Response> {
  // Without this variable next-auth would derive its own address from the request.
  process.env.NEXTAUTH_URL ??= getEnv().NEXTAUTH_URL
  const answer = new Answer()
  await NextAuth(toNextRequest(request), toNextResponse(answer), options)
  return answer.toResponse()
}

/** The part of Node's response that next-auth writes to. */
class Answer {
  readonly #headers = new Map<string, string | readonly string[]>()
  #status = 200
  #body: string | null = null

  getHeader(name: string) {
    return this.#headers.get(name.toLowerCase())
  }

  setHeader(name: string, value: string | readonly string[]) {
    this.#headers.set(name.toLowerCase(), value)
    return this
  }

  status(status: number) {
    this.#status = status
    return this
  }

  json(value: unknown) {
    this.setHeader('content-type', 'application/json')
    this.#body = JSON.stringify(value)
  }

  send(value: unknown) {
    if (typeof value === 'object' && value !== null) this.json(value)
    else this.#body = value === undefined ? null : String(value)
  }

  end() {}

  toResponse(): Response {
    const headers = new Headers({ 'cache-control': 'no-store' })
    for (const [name, value] of this.#headers) {
      for (const item of [value].flat()) headers.append(name, item)
    }
    return new Response(this.#body, { status: this.#status, headers })
  }
}

// Safe because these are all the members next-auth 4 reads of a request and calls on a response.
function toNextRequest(request: NextAuthRequest) {
  return { ...request, headers: {} } as unknown as NextApiRequest
}

function toNextResponse(answer: Answer) {
  return answer as unknown as NextApiResponse
}
