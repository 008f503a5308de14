import { isIP, type LookupFunction, connect as openTcp, type Socket } from 'node:net'
import { connect as openTls } from 'node:tls'
import { classifyError } from './classify-error.ts'
import { type CheckedDestination, checkDestination, type Guard } from './guard.ts'
import { OutboundError, type OutboundFailure, outboundFailure } from './outbound-failure.ts'
import type { HostPort } from './parse-target.ts'

export interface OpenSocketOptions {
  readonly target: HostPort
  readonly secure: boolean
  readonly timeoutMs: number
}

/** Opens a connection to a checked address of the target, under the target's own name. Rejects with `OutboundError`. */
export async function openSocket(guard: Guard, options: OpenSocketOptions): Promise<Socket> {
  const startedAt = performance.now()
  const destination = await inTime(checkDestination(guard, options.target), options.timeoutMs)
  if (!destination.ok) throw new OutboundError(destination)
  const timeoutMs = Math.max(1, options.timeoutMs - (performance.now() - startedAt))
  return await connectChecked(destination, { ...options, timeoutMs })
}

// The system's resolver has no deadline of its own.
async function inTime(
  check: ReturnType<typeof checkDestination>,
  timeoutMs: number,
): ReturnType<typeof checkDestination> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<OutboundFailure>((resolve) => {
    timer = setTimeout(() => resolve(outboundFailure('timed_out')), timeoutMs)
  })
  try {
    return await Promise.race([check, late])
  } finally {
    clearTimeout(timer)
  }
}

function connectChecked(
  destination: CheckedDestination,
  { target, secure, timeoutMs }: OpenSocketOptions,
): Promise<Socket> {
  const options = {
    ...toSocketAddress(destination, target),
    port: destination.port,
    noDelay: true,
    autoSelectFamily: true,
  }
  return new Promise((resolve, reject) => {
    // No session is resumed: Node does not check the certificate of a resumed one again.
    const socket = secure
      ? openTls({ ...options, servername: toServername(target), ALPNProtocols: ['http/1.1'] })
      : openTcp(options)
    const timer = setTimeout(() => {
      fail(new OutboundError(outboundFailure('timed_out')))
    }, timeoutMs)
    const fail = (error: Error) => {
      clearTimeout(timer)
      socket.destroy()
      reject(
        error instanceof OutboundError ? error : new OutboundError(classifyError(error, 'connect')),
      )
    }
    socket.on('error', fail)
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer)
      socket.off('error', fail)
      resolve(socket)
    })
  })
}

// A name with a lookup that knows only the checked addresses lets Node try them all, IPv6 and IPv4 side by side.
function toSocketAddress({ addresses }: CheckedDestination, { host }: HostPort) {
  const [first] = addresses
  if (addresses.length === 1 && first) return { host: first.address }
  const lookup: LookupFunction = (_host, _options, done) =>
    done(
      null,
      addresses.map(({ address, family }) => ({ address, family })),
    )
  return { host, lookup }
}

// SNI carries names only (RFC 6066, section 3).
function toServername({ host }: HostPort): string {
  return isIP(host) ? '' : host
}
