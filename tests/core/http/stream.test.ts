import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { createOutboundClient, type OutboundClient } from '#lib/core/http/outbound-client.ts'
import { StreamRefused } from '#lib/core/http/stream.ts'
import { acceptWebSocket, refuseWebSocket } from '#sandbox/rest/web-socket.ts'
import { startHttp, type TestServer } from './servers.ts'

const host = 'logs.vendor.test'
const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each[Symbol.asyncDispose]()
})

function createClient(port: number | null): OutboundClient {
  const connectTo = port === null ? '' : `${host}:80=127.0.0.1:${port}`
  const client = createOutboundClient({
    ...{ allow: '', connectTo },
    resolve: async () => [{ address: '10.1.2.3', family: 4 }],
  })
  open.push({ [Symbol.asyncDispose]: () => client.close() })
  return client
}

async function serve(listener: Parameters<typeof startHttp>[0]): Promise<TestServer> {
  const server = await startHttp(listener)
  open.push(server)
  return server
}

/** A server that only speaks WebSocket: greets, then says each number. */
async function serveSocket(refuses = false) {
  const server = createServer()
  server.on('upgrade', (request, socket) => {
    socket.on('error', () => socket.destroy())
    if (refuses) return refuseWebSocket(socket, 403)
    const send = acceptWebSocket(request, socket)
    let count = 0
    const timer = setInterval(() => send(`number ${count++} ${'x'.repeat(200)}`), 20)
    socket.once('close', () => clearInterval(timer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  })
  return (server.address() as AddressInfo).port
}

async function read(client: OutboundClient, url: string, signal: AbortSignal, most = 3) {
  const texts: string[] = []
  for await (const chunk of client.stream(url, signal)) {
    texts.push(Buffer.from(chunk).toString('utf8'))
    if (texts.length === most) break
  }
  return texts
}
const soon = () => AbortSignal.timeout(5_000)

describe('an address that keeps sending', () => {
  test.each([
    ['http://127.0.0.1:9/log', 'address_internal'],
    ['ws://127.0.0.1:9/log', 'address_internal'],
    ['wss://169.254.169.254/log', 'address_metadata'],
    ['http://logs.vendor.test/log', 'address_not_listed'],
    ['ws://logs.vendor.test/log', null],
    ['http://logs.vendor.test:5432/log', 'port_not_allowed'],
    ['ftp://logs.vendor.test/log', 'scheme_not_allowed'],
    ['wss://me:secret@logs.vendor.test/log', 'credentials_in_url'],
  ])('%s is not called', async (url, reason) => {
    const error = await read(createClient(null), url, soon()).catch((each: unknown) => each)
    // A WebSocket's own error does not say why its connection was refused.
    expect(error).toMatchObject({
      name: 'OutboundError',
      failure: { reason: reason ?? 'connection_lost' },
    })
  })

  test('is read as it comes and ends with its signal', async () => {
    const server = await serve(async (_request, response) => {
      for (let count = 0; !response.destroyed; count += 1) {
        response.write(`line ${count}\n`)
        await wait(20)
      }
    })
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 200)
    const texts = await read(createClient(server.port), `http://${host}/log`, stop.signal, 1_000)
    expect(texts.join('')).toMatch(/^line 0\nline 1\n/)
  })

  test('that answers anything but 200 is refused, redirects included', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    )
    const reading = read(createClient(server.port), `http://${host}/log`, soon())
    await expect(reading).rejects.toBeInstanceOf(StreamRefused)
    expect(server.connections()).toBe(1)
  })

  test('is read over a WebSocket, message by message', async () => {
    const texts = await read(createClient(await serveSocket()), `ws://${host}/log`, soon())
    expect(texts.map((text) => text.slice(0, 8))).toEqual(['number 0', 'number 1', 'number 2'])
  })

  test('that refuses a WebSocket fails', async () => {
    const reading = read(createClient(await serveSocket(true)), `ws://${host}/log`, soon())
    await expect(reading).rejects.toMatchObject({ name: 'OutboundError' })
  })
})

test('a body is read up to the size that was asked for, and never beyond 4 MB', async () => {
  const server = await serve((_request, response) => response.end('x'.repeat(5 * 1024 * 1024)))
  const client = createClient(server.port)
  const sizes = [undefined, 128 * 1024, 64 * 1024 * 1024]
  for (const maxBodyBytes of sizes) {
    const answer = await client.request(`http://${host}/`, { maxBodyBytes })
    const limitKb = String(Math.min(maxBodyBytes ?? 65_536, 4 * 1024 * 1024) / 1024)
    expect(answer.ok && answer.readBody()).toMatchObject({
      reason: 'answer_too_large',
      params: { limitKb },
    })
  }
})
