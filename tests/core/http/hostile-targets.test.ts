import type net from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOutboundClient, type OutboundClient } from '#lib/core/http/outbound-client.ts'
import { startHttp, startHttps, startTcp, type TestServer, trustTestAuthority } from './servers.ts'

beforeAll(trustTestAuthority)

const clients: OutboundClient[] = []
afterAll(() => Promise.all(clients.map((client) => client.close())))

/** A client whose operator sends `host` to the server. */
function clientFor(server: TestServer, host = 'target.test', port = 80): OutboundClient {
  const connectTo = `${host}:${port}=127.0.0.1:${server.port}`
  const client = createOutboundClient({ allow: '', connectTo })
  clients.push(client)
  return client
}

const http = 'http://target.test/'

describe('a target cannot hold or fill the prober', () => {
  test('one that never answers ends at the deadline', async () => {
    await using server = await startTcp(() => {})
    const startedAt = performance.now()
    const outcome = await clientFor(server).request(http, { timeoutMs: 300 })
    expect(outcome).toMatchObject({ reason: 'timed_out', params: { timeoutMs: '300' } })
    expect(performance.now() - startedAt).toBeLessThan(600)
  })

  test('one that drips a byte at a time ends at the deadline of the whole call', async () => {
    await using server = await startHttp((_request, response) => {
      const timer = setInterval(() => response.write('x'), 50)
      response.on('close', () => clearInterval(timer))
    })
    const startedAt = performance.now()
    expect(await clientFor(server).request(http, { timeoutMs: 400 })).toMatchObject({
      reason: 'timed_out',
    })
    expect(performance.now() - startedAt).toBeLessThan(700)
  })

  test('an endless body is read up to 64 kB and no further', async () => {
    let sentBytes = 0
    await using server = await startTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n')
      pour(socket, (size) => {
        sentBytes += size
      })
    })
    const answer = await clientFor(server).request(http, { timeoutMs: 3000 })
    expect(answer).toMatchObject({ ok: true, status: 200 })
    expect(answer.ok && answer.readBody()).toMatchObject({
      reason: 'answer_too_large',
      message: 'The answer is larger than 64 kB; reading stopped there.',
    })
    expect(sentBytes).toBeLessThan(20_000_000)
  })

  test('a body that unpacks to 52 MB is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(52_000_000))
    await using server = await startHttp((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    })
    const answer = await clientFor(server).request(http)
    expect(answer.ok && answer.readBody()).toMatchObject({ reason: 'answer_too_large' })
  })

  test('a body compressed without being asked is understood while it stays small', async () => {
    await using server = await startHttp((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"status":"ok"}'))
    })
    const answer = await clientFor(server).request(http)
    expect(answer.ok && answer.readBody()).toEqual({ ok: true, text: '{"status":"ok"}' })
  })

  test('a flood of informational answers ends early', async () => {
    await using server = await startTcp((socket) => {
      const timer = setInterval(
        () => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(50)),
        5,
      )
      socket.on('close', () => clearInterval(timer))
    })
    expect(await clientFor(server).request(http, { timeoutMs: 3000 })).toMatchObject({
      reason: 'answer_not_http',
    })
  })

  test('a flood of "100 Continue" ends early', async () => {
    await using server = await startTcp((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'.repeat(50)), 5)
      socket.on('close', () => clearInterval(timer))
    })
    const outcome = await clientFor(server).request(http, { timeoutMs: 3000 })
    expect(outcome).toMatchObject({ ok: false, kind: 'failed' })
    expect(outcome).not.toMatchObject({ reason: 'timed_out' })
  })

  test('endless headers are cut off', async () => {
    await using server = await startTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => socket.write(`x-a: ${'a'.repeat(1000)}\r\n`), 1)
      socket.on('close', () => clearInterval(timer))
    })
    expect(await clientFor(server).request(http, { timeoutMs: 3000 })).toMatchObject({
      reason: 'answer_not_http',
    })
  })
})

describe('what went wrong is named', () => {
  test('a closed port could not be connected to', async () => {
    const server = await startTcp(() => {})
    await server[Symbol.asyncDispose]()
    expect(await clientFor(server).request(http)).toMatchObject({ reason: 'could_not_connect' })
  })

  test('a connection closed before the answer is lost', async () => {
    await using server = await startTcp((socket) => socket.once('data', () => socket.destroy()))
    expect(await clientFor(server).request(http)).toMatchObject({ reason: 'connection_lost' })
  })

  test('an answer cut off half-way is lost', async () => {
    await using server = await startTcp((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'))
    })
    expect(await clientFor(server).request(http)).toMatchObject({ ok: false, kind: 'failed' })
  })

  test('HTTP/2 on a plain connection is not HTTP/1.1', async () => {
    await using server = await startTcp((socket) => {
      // SETTINGS, then GOAWAY.
      socket.once('data', () =>
        socket.write(Buffer.from('0000000400000000000000080700000000', 'hex')),
      )
    })
    expect(await clientFor(server).request(http, { timeoutMs: 2000 })).toMatchObject({
      reason: 'answer_not_http',
    })
  })

  test('a name without an address is not found', async () => {
    const client = createOutboundClient({ allow: '', connectTo: '', resolve: async () => [] })
    clients.push(client)
    expect(await client.request(http)).toMatchObject({ reason: 'name_not_found' })
  })

  test('a server that does not speak TLS fails the handshake', async () => {
    await using server = await startTcp((socket) => socket.end('hello\r\n'))
    const client = clientFor(server, 'secure.test', 443)
    expect(await client.request('https://secure.test/')).toMatchObject({ reason: 'tls_failed' })
  })

  test('an expired certificate is named', async () => {
    await using server = await startHttps('expired', (_request, response) => response.end('ok'))
    const client = clientFor(server, 'expired.test', 443)
    expect(await client.request('https://expired.test/')).toMatchObject({
      reason: 'certificate_expired',
    })
  })

  test('a certificate for another name is named', async () => {
    await using server = await startHttps('valid', (_request, response) => response.end('ok'))
    const client = clientFor(server, 'other.test', 443)
    expect(await client.request('https://other.test/')).toMatchObject({
      reason: 'certificate_wrong_name',
    })
  })

  test('a good certificate tells when it ends', async () => {
    await using server = await startHttps('valid', (_request, response) => response.end('ok'))
    const answer = await clientFor(server, 'secure.test', 443).request('https://secure.test/')
    expect(answer).toMatchObject({ ok: true, status: 200 })
    expect(answer.ok && answer.certificateExpiresAt?.getUTCFullYear()).toBe(2126)
  })
})

test('a connection closed while idle does not make the next request fail', async () => {
  await using server = await startTcp((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
      socket.once('data', () => socket.destroy())
    })
  })
  const client = clientFor(server)
  expect(await client.request(http)).toMatchObject({ ok: true })
  expect(await client.request(http)).toMatchObject({ ok: true })
  expect(server.connections()).toBe(2)
})

test('a tcp connection is opened and closed, or refused, within its time', async () => {
  await using server = await startTcp(() => {})
  const client = clientFor(server, 'db.test', 5432)
  expect(await client.connect({ host: 'db.test', port: 5432 }, 1000)).toMatchObject({ ok: true })
  expect(await client.connect({ host: 'db.test', port: 5433 }, 1000)).toMatchObject({
    reason: 'port_not_allowed',
  })
})

test('a resolver that hangs does not outlast the deadline', async () => {
  const resolve = () => new Promise<never>(() => {})
  const client = createOutboundClient({ allow: '*:5432', connectTo: '', resolve })
  clients.push(client)
  const startedAt = performance.now()
  const target = { host: 'slow.test', port: 5432 }
  expect(await client.connect(target, 200)).toMatchObject({ reason: 'timed_out' })
  expect(await client.request('http://slow.test/', { timeoutMs: 200 })).toMatchObject({
    reason: 'timed_out',
  })
  expect(performance.now() - startedAt).toBeLessThan(900)
})

function pour(socket: net.Socket, onSent: (size: number) => void): void {
  const chunk = Buffer.alloc(65_536, 'x')
  const write = () => {
    while (!socket.destroyed) {
      onSent(chunk.length)
      if (!socket.write(chunk)) break
    }
  }
  socket.on('drain', write)
  write()
}
