import type { Socket } from 'node:net'
import ssh2 from 'ssh2'
import type { HostPort } from '#lib/core/http/parse-target.ts'
import type { CredentialOf } from '#lib/credentials/schemas.ts'
import { connectionLost, timedOut, toConnectionFailure } from './connection-failure.ts'
import { refuseHostKey, toFingerprint } from './host-key.ts'

export interface Login {
  readonly target: HostPort
  readonly user: string
  readonly credential: CredentialOf<'single-host'>
  /** The one key the host is trusted by; null while nobody trusted it. */
  readonly pinned: string | null
}

export interface ConnectOptions {
  /** Opens the TCP connection the session runs on. */
  readonly openSocket: (target: HostPort, timeoutMs: number) => Promise<Socket>
  /** For everything until the session may be used. */
  readonly timeoutMs: number
  /** A peer that stays silent for three of these is dead. */
  readonly keepaliveMs: number
}

/** A session that has authenticated. */
export interface Connection {
  readonly client: ssh2.Client
  readonly socket: Socket
  /** Resolves when it is over, whoever ended it. */
  readonly closed: Promise<void>
  isOpen(): boolean
  destroy(): void
}

/** Connects and authenticates by key alone. Throws `HostingError`; nothing of it stays behind then. */
export async function connect(login: Login, options: ConnectOptions): Promise<Connection> {
  const name = `${login.user}@${login.target.host}`
  const startedAt = performance.now()
  const socket = await options
    .openSocket(login.target, options.timeoutMs)
    .catch((error: unknown) => Promise.reject(toConnectionFailure(error, name)))
  const remainingMs = Math.max(1, options.timeoutMs - (performance.now() - startedAt))
  const client = new ssh2.Client()
  try {
    await authenticate(client, socket, login, { ...options, timeoutMs: remainingMs, name })
  } catch (error) {
    client.destroy()
    socket.destroy()
    throw toConnectionFailure(error, name)
  }
  return toConnection(client, socket)
}

function authenticate(
  client: ssh2.Client,
  sock: Socket,
  { target, user, credential, pinned }: Login,
  { timeoutMs, keepaliveMs, name }: ConnectOptions & { readonly name: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(timedOut(name, 'SSH handshake')), timeoutMs)
    const settle = (result: () => void) => {
      clearTimeout(timer)
      result()
    }
    // Stays for good: an 'error' nobody listens to would end the process.
    client.on('error', (error) => settle(() => reject(error)))
    client.once('close', () => settle(() => reject(connectionLost(name))))
    client.once('ready', () => settle(resolve))
    const byKey: ssh2.PublicKeyAuthMethod = {
      type: 'publickey',
      username: user,
      key: toKey(credential),
    }
    client.connect({
      sock,
      username: user,
      authHandler: [byKey],
      // Without a verifier ssh2 trusts any host. It runs before anything is authenticated.
      hostVerifier: (key: Buffer) => {
        const refusal = refuseHostKey(target, toFingerprint(key), pinned)
        if (refusal) settle(() => reject(refusal))
        return refusal === null
      },
      readyTimeout: timeoutMs,
      keepaliveInterval: keepaliveMs,
      keepaliveCountMax: 3,
    })
  })
}

function toKey({ privateKey, passphrase }: Login['credential']): ssh2.ParsedKey {
  const key = ssh2.utils.parseKey(privateKey, passphrase)
  if (key instanceof Error) throw key
  return key
}

function toConnection(client: ssh2.Client, socket: Socket): Connection {
  let isOpen = true
  const closed = new Promise<void>((resolve) => {
    client.once('close', () => {
      isOpen = false
      resolve()
    })
  })
  return {
    client,
    socket,
    closed,
    isOpen: () => isOpen && !socket.destroyed,
    destroy() {
      client.destroy()
      socket.destroy()
    },
  }
}
