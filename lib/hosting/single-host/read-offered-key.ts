import type { Socket } from 'node:net'
import ssh2 from 'ssh2'
import type { HostPort } from '#lib/core/http/parse-target.ts'
import { connectionLost, timedOut, toConnectionFailure } from './connection-failure.ts'
import { toFingerprint } from './host-key.ts'
import { openSocket } from './open-socket.ts'

export interface OfferedKeyOptions {
  /** Opens the TCP connection. Default: through the guard of all outgoing calls. */
  readonly open?: (target: HostPort, timeoutMs: number) => Promise<Socket>
  /** For everything. Default 10 000. */
  readonly timeoutMs?: number
}

/** The fingerprint of the key a host shows. The handshake ends there: nobody logs in. Throws `HostingError`. */
export async function readOfferedKey(
  target: HostPort,
  { open = openSocket, timeoutMs = 10_000 }: OfferedKeyOptions = {},
): Promise<string> {
  const startedAt = performance.now()
  const socket = await open(target, timeoutMs).catch((error: unknown) =>
    Promise.reject(toConnectionFailure(error, target.host)),
  )
  const remainingMs = Math.max(1, timeoutMs - (performance.now() - startedAt))
  const client = new ssh2.Client()
  try {
    return await shakeHands(client, socket, { name: target.host, timeoutMs: remainingMs })
  } catch (error) {
    throw toConnectionFailure(error, target.host)
  } finally {
    client.destroy()
    socket.destroy()
  }
}

function shakeHands(
  client: ssh2.Client,
  sock: Socket,
  { name, timeoutMs }: { readonly name: string; readonly timeoutMs: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(timedOut(name, 'SSH handshake')), timeoutMs)
    const settle = (result: () => void) => {
      clearTimeout(timer)
      result()
    }
    // Stays for good: an 'error' nobody listens to would end the process.
    client.on('error', (error) => settle(() => reject(error)))
    client.once('close', () => settle(() => reject(connectionLost(name))))
    client.connect({
      sock,
      username: 'leitstand',
      authHandler: [],
      // Refused always: the key is looked at, not trusted.
      hostVerifier: (key: Buffer) => {
        settle(() => resolve(toFingerprint(key)))
        return false
      },
      readyTimeout: timeoutMs,
    })
  })
}
