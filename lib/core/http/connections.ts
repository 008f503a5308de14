import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Agent } from 'undici'
import { classifyError } from './classify-error.ts'
import type { Guard } from './guard.ts'
import { openSocket } from './open-socket.ts'
import { toPlainHost } from './parse-target.ts'

/** What is known of the newest connection to an origin. */
export interface ConnectionFacts {
  readonly openedAtMs: number
  readonly certificateExpiresAt: Date | null
}

export interface Connections {
  /** Reuses a connection that was idle for less than four seconds. */
  readonly pooled: Agent
  /** Opens one connection per request. */
  readonly fresh: Agent
  find(origin: string): ConnectionFacts | null
  close(): Promise<void>
}

const connectTimeoutMs = 10_000
const keepAliveMs = 4_000
const maxOrigins = 20_000

/** HTTP/1.1 connections that only ever lead to addresses the guard has checked. */
export function createConnections(guard: Guard): Connections {
  const facts = new Map<string, ConnectionFacts>()

  const connect: NonNullable<Agent.Options['connect']> = (options, callback) => {
    const secure = options.protocol === 'https:'
    const target = {
      host: toPlainHost(options.hostname),
      port: Number(options.port) || (secure ? 443 : 80),
    }
    openSocket(guard, { target, secure, timeoutMs: connectTimeoutMs }).then(
      (socket) => {
        if (facts.size >= maxOrigins) facts.clear()
        facts.set(`${options.protocol}//${options.host}`, toFacts(socket))
        callback(null, socket)
      },
      (error: unknown) => callback(toError(error), null),
    )
  }

  // Deadlines are kept by the exchange, for the whole call instead of the pauses within it.
  const shared = { connect, allowH2: false, headersTimeout: 0, bodyTimeout: 0 } as const
  const pooled = new Agent({
    ...shared,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
  })
  const fresh = new Agent({ ...shared, pipelining: 0 })

  return {
    pooled,
    fresh,
    find: (origin) => facts.get(origin) ?? null,
    close: async () => {
      await Promise.all([pooled.destroy(), fresh.destroy()])
    },
  }
}

function toFacts(socket: Socket): ConnectionFacts {
  const expiresAt =
    socket instanceof TLSSocket ? new Date(socket.getPeerCertificate().valid_to) : null
  return { openedAtMs: performance.now(), certificateExpiresAt: expiresAt }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(classifyError(error, 'connect').message)
}
