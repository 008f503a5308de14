import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { inspect } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { HostingError } from '#lib/hosting/failure.ts'
import { createJsonClient } from '#lib/hosting/http/json-client.ts'
import { path } from '#lib/hosting/http/path.ts'
import { readRateLimit } from '#lib/hosting/http/rate-limit.ts'

const token = 'secret-token-of-a-platform'
const schema = z.looseObject({ id: z.string() })
const servers: Server[] = []
let received: { method: string; url: string; authorization: string | undefined }[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
  received = []
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request
    received.push({ method, url, authorization: headers.authorization })
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function open(answer: RequestListener) {
  return createJsonClient({ platform: 'Vendor', baseUrl: await serve(answer), token })
}

const call = (signal = AbortSignal.timeout(10_000)) => ({
  ...{ path: '/things/1', permission: 'thing:read', schema, signal },
})
async function failureOf(promise: Promise<unknown>): Promise<HostingError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof HostingError)) throw new Error(`Not a HostingError: ${inspect(error)}`)
  expect(inspect(error, { depth: 8, showHidden: true })).not.toContain(token)
  return error
}

describe('a call that only reads', () => {
  test('carries the token in its header, to the configured address alone', async () => {
    const elsewhere = await serve((_request, response) => response.end('{"id":"1"}'))
    const client = await open((_request, response) =>
      response.writeHead(302, { location: `${elsewhere}/things/1` }).end(),
    )
    expect((await failureOf(client.read(call()))).failure).toBe('invalid_answer')
    expect(received).toEqual([
      { method: 'GET', url: '/things/1', authorization: `Bearer ${token}` },
    ])
  })

  test.each([
    [401, 'denied'],
    [403, 'denied'],
    [404, 'not_found'],
    [429, 'throttled'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('answered with %i is %s, asked once', async (status, failure) => {
    const client = await open((_request, response) => response.writeHead(status).end('{}'))
    expect((await failureOf(client.read(call()))).failure).toBe(failure)
    expect(received).toHaveLength(1)
  })

  test.each([
    [401, /store a valid one/],
    [403, /the right "thing:read"/],
    [307, /correct the one in the settings/],
  ])('answered with %i says what to do next', async (status, advice) => {
    const client = await open((_request, response) => response.writeHead(status).end())
    expect((await failureOf(client.read(call()))).message).toMatch(advice)
  })

  test('that is refused names the right and keeps the platform’s words harmless', async () => {
    const client = await open((_request, response) =>
      response.writeHead(403).end(JSON.stringify({ message: `no \u202e ${token}` })),
    )
    const error = await failureOf(client.read(call()))
    expect(error.permission).toBe('thing:read')
    expect(error.message).toContain('no \ufffd')
  })

  test.each(['<html>Please wait</html>', '[]', '{}', 'null', '', '{"id":'])(
    'answered 200 with %j has an unknown form',
    async (text) => {
      const client = await open((_request, response) => response.end(text))
      expect((await failureOf(client.read(call()))).failure).toBe('invalid_answer')
    },
  )

  test('stops at a body without an end', async () => {
    const client = await open(async (_request, response) => {
      while (!response.destroyed && response.write('x'.repeat(1_000_000))) await wait(1)
      response.on('drain', () => response.write('x'.repeat(1_000_000)))
    })
    expect((await failureOf(client.read(call()))).message).toMatch(/more than 8192 kB/)
  })

  test('ends with its signal while an answer drips', async () => {
    const client = await open((_request, response) => {
      response.write('{')
      const timer = setInterval(() => response.write(' '), 20)
      response.once('close', () => clearInterval(timer))
    })
    const startedAt = performance.now()
    const error = await failureOf(client.read(call(AbortSignal.timeout(300))))
    expect(error.failure).toBe('timed_out')
    expect(performance.now() - startedAt).toBeLessThan(1_500)
  })
})

describe('a call that changes something', () => {
  const change = (signal?: AbortSignal) => ({ ...call(signal), method: 'POST', body: {} }) as const

  test.each([
    [400, 'rejected'],
    [402, 'rejected'],
    [409, 'conflict'],
    [422, 'rejected'],
    [429, 'throttled'],
    [301, 'outcome_unknown'],
    [500, 'outcome_unknown'],
    [502, 'outcome_unknown'],
  ])('answered with %i is %s, sent once', async (status, failure) => {
    const client = await open((_request, response) => response.writeHead(status).end('{}'))
    expect((await failureOf(client.change(change()))).failure).toBe(failure)
    expect(received).toHaveLength(1)
  })

  test.each<[string, RequestListener]>([
    ['a reset', (request) => request.socket.resetAndDestroy()],
    ['an answer in an unknown form', (_request, response) => response.end('<html>')],
    ['silence', () => undefined],
  ])('that ends in %s may have happened, and is sent once', async (_name, answer) => {
    const client = await open(answer)
    const error = await failureOf(client.change(change(AbortSignal.timeout(400))))
    expect(error.failure).toBe('outcome_unknown')
    expect(received).toHaveLength(1)
  })

  test('that nobody waits for any more is not sent, and certainly did not happen', async () => {
    const client = await open((_request, response) => response.end('{"id":"1"}'))
    const error = await failureOf(client.change(change(AbortSignal.abort())))
    expect(error.failure).toBe('timed_out')
    expect(received).toEqual([])
  })

  test('that found nobody listening certainly did not happen', async () => {
    const baseUrl = await serve(() => undefined)
    await new Promise((resolve) => servers.pop()?.close(resolve))
    const client = createJsonClient({ platform: 'Vendor', baseUrl, token })
    expect((await failureOf(client.change(change()))).failure).toBe('unreachable')
  })
})

test('parts of a path cannot leave it', () => {
  expect(path`/v2/apps/${'a/../b?c#d'}/x`).toBe('/v2/apps/a%2F..%2Fb%3Fc%23d/x')
  for (const part of ['', '.', '..']) expect(() => path`/v2/apps/${part}`).toThrow(HostingError)
})

test.each([
  [{ 'retry-after': '17' }, 17],
  [{ 'retry-after': 'Sat, 21 Nov 2026 14:00:30 GMT' }, 30],
  [{ 'ratelimit-reset': '1795269645' }, 45],
  [{ 'x-ratelimit-reset': '12' }, 12],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '99999999' }, 86_400],
  [{}, null],
])('%j means to wait %s seconds', (headers, seconds) => {
  const now = Date.UTC(2026, 10, 21, 14, 0, 0)
  expect(readRateLimit(headers, now).retryAfterSeconds).toBe(seconds)
})
