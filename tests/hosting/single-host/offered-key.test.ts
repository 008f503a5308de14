import { connect as openTcp } from 'node:net'
import { describe, expect, test } from 'vitest'
import { readOfferedKey } from '#lib/hosting/single-host/read-offered-key.ts'
import { fingerprint, startMisbehavingServer } from './misbehaving-server.ts'

const target = { host: 'host.example', port: 22 }
const readFrom = (port: number, timeoutMs = 3_000) =>
  readOfferedKey(target, { open: async () => openTcp(port, '127.0.0.1'), timeoutMs })

describe('the key a host shows', () => {
  test('is read before anybody logs in, and the connection ends there', async () => {
    await using server = await startMisbehavingServer({})
    expect(await readFrom(server.port)).toBe(fingerprint)
    expect(server.requests).toEqual([])
    await expect.poll(() => [...server.sockets].every(({ destroyed }) => destroyed)).toBe(true)
  })

  test('is not waited for longer than its deadline', async () => {
    await using server = await startMisbehavingServer({ onSocket: () => undefined })
    await expect(readFrom(server.port, 200)).rejects.toMatchObject({ failure: 'timed_out' })
  })

  test.each([
    ['speaks something else', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'invalid_answer'],
    ['hangs up', '', 'invalid_answer'],
  ])('is not there when what answers %s', async (_, words, failure) => {
    await using server = await startMisbehavingServer({ onSocket: (socket) => socket.end(words) })
    await expect(readFrom(server.port)).rejects.toMatchObject({ failure })
  })

  test('is not there when nothing listens', async () => {
    const { port } = await (async () => {
      await using server = await startMisbehavingServer({})
      return server
    })()
    await expect(readFrom(port)).rejects.toMatchObject({ failure: 'unreachable' })
  })
})
