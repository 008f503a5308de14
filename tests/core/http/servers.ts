import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import tls from 'node:tls'

/** A server on a free loopback port; `connections` counts what reached it. */
export interface TestServer extends AsyncDisposable {
  readonly port: number
  readonly connections: () => number
}

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/tls/${name}`, import.meta.url))

/** Certificates of the fixtures: `valid` is for secure.test, `expired` for expired.test. */
export const certificate = (name: 'valid' | 'expired') => ({
  cert: fixture(`${name}.pem`),
  key: fixture(`${name}.key`),
})

export function trustTestAuthority(): void {
  tls.setDefaultCACertificates([
    ...tls.getCACertificates('default'),
    fixture('ca.pem').toString('utf8'),
  ])
}

/** `port` is for a server that comes back where it was; default a free one. */
export const startHttp = (listener: http.RequestListener, port = 0) =>
  listen(http.createServer(listener), port)

export const startHttps = (name: 'valid' | 'expired', listener: http.RequestListener) =>
  listen(https.createServer(certificate(name), listener))

export const startTcp = (listener: (socket: net.Socket) => void) =>
  listen(net.createServer(listener))

async function listen(server: net.Server, wanted = 0): Promise<TestServer> {
  const sockets = new Set<net.Socket>()
  let count = 0
  server.on('connection', (socket) => {
    count += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve))
  // Safe because a server listening on an IP address has an address object.
  const { port } = server.address() as AddressInfo
  return {
    port,
    connections: () => count,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
