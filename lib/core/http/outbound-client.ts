import type { Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { type AllowEntry, parseAllowList } from './allow-list.ts'
import { classifyError } from './classify-error.ts'
import { parseConnectTo } from './connect-to.ts'
import { createConnections } from './connections.ts'
import { type Guard, refuseEarly } from './guard.ts'
import { openSocket } from './open-socket.ts'
import { type OutboundFailure, withTimeout } from './outbound-failure.ts'
import { type HostPort, parseTarget } from './parse-target.ts'
import { type OutboundAnswer, type OutboundRequest, requestOutbound } from './request.ts'
import { createHostResolver, type ResolveHost } from './resolve-host.ts'
import { streamOutbound } from './stream.ts'

export interface OutboundSettings {
  /** `OUTBOUND_ALLOW`: what may be called beyond public addresses on 80 and 443. */
  readonly allow: string
  /** `OUTBOUND_CONNECT_TO`: fixed destinations of the operator. */
  readonly connectTo: string
  /** Host and port pairs that are the portal's own, such as its database. */
  readonly ownServices?: readonly HostPort[]
  /** Default: the system's resolver. */
  readonly resolve?: ResolveHost
}

/** The only way out of the portal to an address that somebody configured. */
export interface OutboundClient {
  request(url: string, options?: OutboundRequest): Promise<OutboundAnswer | OutboundFailure>
  /**
   * Bytes of an address that keeps sending, over https or a WebSocket, until it ends or the signal. Redirects are not
   * followed. Throws `OutboundError`, or `StreamRefused` for an answer other than 200.
   */
  stream(url: string, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Opens a TCP connection and closes it again. */
  connect(
    target: HostPort,
    timeoutMs: number,
  ): Promise<{ ok: true; durationMs: number } | OutboundFailure>
  /**
   * Opens a TCP connection for a protocol other than HTTP. `port` is allowed for this call wherever the policy lets the
   * portal call at all; for everything else it stays as closed as it was. Rejects with `OutboundError`.
   */
  open(
    target: HostPort,
    options: { readonly port: number; readonly timeoutMs: number },
  ): Promise<Socket>
  /** Judges an address as far as that goes without calling anything; null when it may be tried. */
  refuse(url: string): OutboundFailure | null
  close(): Promise<void>
}

export function createOutboundClient(settings: OutboundSettings): OutboundClient {
  const guard: Guard = {
    policy: {
      allow: parseAllowList(settings.allow),
      ownServices: settings.ownServices ?? [],
      ownAddresses: listOwnAddresses(),
    },
    connectTo: parseConnectTo(settings.connectTo),
    resolve: createHostResolver(settings.resolve),
  }
  const connections = createConnections(guard)
  return {
    request: (url, options) => requestOutbound(guard, connections, url, options),
    stream: (url, signal) => streamOutbound(guard, connections, url, signal),
    connect: (target, timeoutMs) => connectOutbound(guard, target, timeoutMs),
    open: (target, { port, timeoutMs }) =>
      openSocket(withPort(guard, port), { target, secure: false, timeoutMs }),
    refuse: (url) => {
      const target = parseTarget(url)
      return target.ok ? refuseEarly(guard, target) : target
    },
    close: connections.close,
  }
}

async function connectOutbound(guard: Guard, target: HostPort, timeoutMs: number) {
  const startedAt = performance.now()
  try {
    const socket = await openSocket(guard, { target, secure: false, timeoutMs })
    socket.destroy()
    return { ok: true, durationMs: performance.now() - startedAt } as const
  } catch (error) {
    return withTimeout(classifyError(error, 'connect'), timeoutMs)
  }
}

function withPort(guard: Guard, port: number): Guard {
  const add = (entry: AllowEntry): AllowEntry =>
    entry.ports === 'any' ? entry : { ...entry, ports: [...entry.ports, port] }
  return { ...guard, policy: { ...guard.policy, allow: guard.policy.allow.map(add) } }
}

function listOwnAddresses(): ReadonlySet<string> {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return new Set(addresses.map(({ address }) => address))
}
