import { setTimeout as wait } from 'node:timers/promises'
import ssh2 from 'ssh2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readClock } from '#lib/hosting/single-host/commands.ts'
import { createSingleHostAdapter } from '#lib/hosting/single-host/index.ts'
import { createSshKey } from '#sandbox/ssh/keys.ts'
import { createTestPool, type Lab, soon, startLab, until } from './lab.ts'
import { answer, connectTo, fingerprint, startMisbehavingServer } from './misbehaving-server.ts'

const otherFingerprint = `SHA256:${'A'.repeat(43)}`

describe('a host key', () => {
  test('that nobody trusted is refused, naming the fingerprint, before anything is authenticated', async () => {
    await using server = await startMisbehavingServer({})
    const client = connectTo(server.port, { pinned: null })
    await expect(client.run(readClock, soon())).rejects.toMatchObject({
      failure: 'host_key_unknown',
      message: expect.stringContaining(`host-key -- trust host.example ${fingerprint}`),
      details: { host: 'host.example', port: 22, fingerprint },
    })
    expect(server.requests).toEqual([])
  })

  test('that changed is refused, naming the old one and the new one', async () => {
    await using server = await startMisbehavingServer({})
    const client = connectTo(server.port, { pinned: otherFingerprint })
    await expect(client.run(readClock, soon())).rejects.toMatchObject({
      failure: 'host_key_changed',
      message: expect.stringContaining(otherFingerprint),
      details: { fingerprint, pinned: otherFingerprint },
    })
    expect(server.requests).toEqual([])
  })
})

describe('a session', () => {
  test('authenticates by key alone and asks for no terminal, agent, display or variable', async () => {
    await using server = await startMisbehavingServer({
      onExec: (channel) => answer(channel, '1795269794\n'),
    })
    const client = connectTo(server.port)
    await client.run(readClock, soon())
    expect(new Set(server.requests)).toEqual(new Set(['auth publickey', 'exec']))
    client.pool.close()
  })

  test('is shared by commands, and given up when nobody needs it', async () => {
    await using server = await startMisbehavingServer({
      onExec: (channel) => void wait(20).then(() => answer(channel, 'x')),
    })
    const client = connectTo(server.port, { idleMs: 100, maxSessions: 3 })
    await Promise.all(Array.from({ length: 20 }, () => client.run(readClock, soon())))
    await client.run(readClock, soon())
    expect(server.connections()).toBe(1)
    await until(
      () => [...server.sockets].every((socket) => socket.destroyed),
      (isGone) => isGone,
    )
    await client.run(readClock, soon())
    expect(server.connections()).toBe(2)
    client.pool.close()
  })

  test('is opened anew after it was lost', async () => {
    await using server = await startMisbehavingServer({ onExec: (channel) => answer(channel, 'x') })
    const client = connectTo(server.port)
    await client.run(readClock, soon())
    for (const socket of server.sockets) socket.destroy()
    await wait(50)
    expect((await client.run(readClock, soon())).output).toBe('x')
    client.pool.close()
  })
})

describe('a host that misbehaves', () => {
  test('and never says a word ends within the time for the handshake', async () => {
    await using server = await startMisbehavingServer({ onSocket: () => undefined })
    const client = connectTo(server.port, { timeoutMs: 300 })
    await expect(client.run(readClock, soon())).rejects.toMatchObject({ failure: 'timed_out' })
  })

  test('and speaks something else than SSH has given no valid answer', async () => {
    await using server = await startMisbehavingServer({
      onSocket: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    })
    const client = connectTo(server.port)
    await expect(client.run(readClock, soon())).rejects.toMatchObject({
      failure: expect.stringMatching(/^(invalid_answer|unreachable)$/),
    })
  })

  test('and lets a command hang has it killed, its connection given up, and the next one answered', async () => {
    const signals: string[] = []
    let hangs = true
    await using server = await startMisbehavingServer({
      onExec: (channel, _command, _connection, session) => {
        session.on('signal', (_accept, _reject, { name }) => signals.push(name))
        if (hangs) hangs = false
        else answer(channel, 'x')
      },
    })
    const client = connectTo(server.port, { commandTimeoutMs: 1_500 })
    await expect(client.run(readClock, soon())).rejects.toMatchObject({ failure: 'timed_out' })
    expect((await client.run(readClock, soon())).output).toBe('x')
    expect(signals).toEqual(['KILL'])
    expect(server.connections()).toBe(2)
    client.pool.close()
  })

  test('and is dead behind an open connection is noticed after three silent intervals', async () => {
    await using server = await startMisbehavingServer({
      onExec: (_channel, _command, _connection) => {
        for (const socket of server.sockets) socket.pause()
      },
    })
    const client = connectTo(server.port, { keepaliveMs: 100, commandTimeoutMs: 10_000 })
    const startedAt = performance.now()
    await expect(client.run(readClock, soon())).rejects.toMatchObject({ failure: 'unreachable' })
    expect(performance.now() - startedAt).toBeLessThan(3_000)
  })

  test('and cuts the connection in the middle of an answer has given none', async () => {
    await using server = await startMisbehavingServer({
      onExec: (channel, _command, connection) => {
        channel.write('half an ans')
        connection.end()
      },
    })
    const client = connectTo(server.port)
    await expect(client.run(readClock, soon())).rejects.toMatchObject({ failure: 'unreachable' })
  })

  test('and answers without end is read no further than the limit', async () => {
    let written = 0
    await using server = await startMisbehavingServer({
      onExec: (channel) => {
        const more = () => {
          while (!channel.destroyed && channel.writable && channel.write(Buffer.alloc(65_536, 'x')))
            written += 65_536
        }
        channel.on('error', () => undefined).on('drain', more)
        more()
      },
    })
    const client = connectTo(server.port)
    await expect(client.run(readClock, soon())).rejects.toMatchObject({
      failure: 'invalid_answer',
      message: expect.stringContaining('more than 4 MB'),
    })
    expect(written).toBeLessThan(32 * 1024 * 1024)
    client.pool.close()
  })

  test('and floods a connection that was asked to follow waits for its reader', async () => {
    let written = 0
    await using server = await startMisbehavingServer({
      onExec: (channel) => {
        const more = () => {
          while (
            written < 100_000_000 &&
            channel.writable &&
            channel.write('x'.repeat(9_999).concat('\n'))
          )
            written += 10_000
        }
        channel.on('error', () => undefined).on('drain', more)
        more()
      },
    })
    const client = connectTo(server.port)
    const lines = client.stream(['journalctl'], soon())
    await lines.next()
    await wait(300)
    expect(written).toBeLessThan(20_000_000)
    await lines.return(null)
    client.pool.close()
  })
})

describe('a stored key', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab('mvp')
  })
  afterAll(() => lab.close())

  const create = (privateKey: string, passphrase?: string) => () =>
    createSingleHostAdapter({
      target: lab.target,
      components: [],
      credential: { privateKey, ...(passphrase ? { passphrase } : {}) },
    })
  const encrypted = createEncryptedKey('right')
  const faultOf = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      return error
    }
    return null
  }

  test.each([
    ['encrypted, without its passphrase', encrypted.private, undefined, 'needs_passphrase'],
    ['encrypted, with a wrong passphrase', encrypted.private, 'wrong', 'wrong_passphrase'],
    ['a public key', encrypted.public, undefined, 'not_private'],
    ['something else', 'hello', undefined, 'unreadable'],
  ])('that is %s is refused for exactly that', (_title, privateKey, passphrase, reason) => {
    expect(faultOf(create(privateKey, passphrase))).toMatchObject({
      failure: 'not_configured',
      details: { reason },
    })
  })

  test('that is encrypted works with its passphrase', () => {
    expect(faultOf(create(encrypted.private, 'right'))).toBeNull()
  })

  test('that the host does not know is denied, naming the user and no key material', async () => {
    const privateKey = createSshKey('test')
    const adapter = lab.adapter({
      credential: { privateKey },
      pool: createTestPool(() => lab.server.port),
    })
    const error: unknown = await adapter.checkAccess(soon()).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      failure: 'denied',
      identity: 'deploy@staging.mvp.example',
      permission: 'ssh',
    })
    expect(String(error)).not.toContain(privateKey.split('\n')[1])
  })

  test('is not offered to a host that shows another key than the one that was pinned', async () => {
    const adapter = lab.adapter({ pool: createTestPool(() => lab.server.port) })
    lab.fault('wrong-host-key', { times: 1 })
    await expect(adapter.releases.readRunningRelease(soon())).rejects.toMatchObject({
      failure: 'host_key_changed',
      details: { pinned: lab.server.fingerprint },
    })
    lab.fault(null)
    await expect(adapter.releases.readRunningRelease(soon())).resolves.toBeTruthy()
  })
})

function createEncryptedKey(passphrase: string) {
  for (;;) {
    const options = { passphrase, cipher: 'aes256-ctr', rounds: 4 }
    const pair = ssh2.utils.generateKeyPairSync('ed25519', options)
    // As with the sandbox's keys: ssh2 cannot read every key it makes.
    if (!(ssh2.utils.parseKey(pair.private, passphrase) instanceof Error)) return pair
  }
}
