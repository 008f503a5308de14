import { createHash } from 'node:crypto'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import ssh2 from 'ssh2'
import { createHostClient } from '#lib/hosting/single-host/client.ts'
import type { PoolOptions } from '#lib/hosting/single-host/connection-pool.ts'
import { createSshKey } from '#sandbox/ssh/keys.ts'
import { createTestPool } from './lab.ts'

const hostKey = createSshKey('test')
const parsed = ssh2.utils.parseKey(hostKey)
if (parsed instanceof Error) throw parsed
export const fingerprint = `SHA256:${createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '')}`

export interface Misbehaviour {
  /** Instead of SSH. */
  readonly onSocket?: (socket: Socket) => void
  readonly onExec?: (
    channel: ssh2.ServerChannel,
    command: string,
    connection: ssh2.Connection,
    session: ssh2.Session,
  ) => void
}

/** An sshd that lets everybody in and does with commands what the test says. */
export async function startMisbehavingServer({ onSocket, onExec }: Misbehaviour) {
  const sockets = new Set<Socket>()
  const requests: string[] = []
  const ssh = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    connection.on('error', () => undefined)
    connection.on('authentication', (attempt) => {
      requests.push(`auth ${attempt.method}`)
      if (attempt.method === 'publickey') attempt.accept()
      else attempt.reject(['publickey'])
    })
    connection.on('session', (accept) => {
      const session = accept()
      session.on('pty', () => requests.push('pty'))
      session.on('auth-agent', () => requests.push('agent'))
      session.on('x11', () => requests.push('x11'))
      session.on('env', () => requests.push('env'))
      session.on('exec', (acceptExec, _reject, { command }) => {
        requests.push('exec')
        onExec?.(acceptExec(), command, connection, session)
      })
    })
  })
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (onSocket) onSocket(socket)
    else ssh.injectSocket(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Safe because it listens on a TCP port.
  const { port } = server.address() as AddressInfo
  return {
    port,
    requests,
    connections: () => sockets.size,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const clientKey = createSshKey('test')

export interface ClientOptions extends Partial<PoolOptions> {
  readonly pinned?: string | null
  readonly commandTimeoutMs?: number
}

/** A client of the product for a server on this port. */
export function connectTo(port: number, options: ClientOptions = {}) {
  const { pinned = fingerprint, commandTimeoutMs = 5_000, ...pool } = options
  const connections = createTestPool(() => port, pool)
  const client = createHostClient({
    name: 'deploy@host.example',
    pool: connections,
    commandTimeoutMs,
    login: async () => ({
      target: { host: 'host.example', port: 22 },
      user: 'deploy',
      credential: { privateKey: clientKey },
      pinned,
    }),
  })
  return { ...client, pool: connections }
}

/** Ends a command as a well-behaved host does. */
export function answer(channel: ssh2.ServerChannel, output: string | Buffer, code = 0): void {
  channel.write(output)
  channel.exit(code)
  channel.end()
}
