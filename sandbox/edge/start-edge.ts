import type { IncomingMessage, ServerResponse } from 'node:http'
import { request as forward } from 'node:http'
import { createServer } from 'node:https'
import { createSecureContext, type SecureContext } from 'node:tls'
import type { PortBook } from '../ports.ts'
import type { Authority } from './authority.ts'

/** One rule of the edge: which process answers a hostname below a path. */
export interface Route {
  readonly hostname: string
  /** Matches the path itself and everything below it. Default: everything. */
  readonly path?: string
  /** Removes `path` before the request is passed on, as a reverse proxy with a trailing slash does. */
  readonly stripsPath?: boolean
  readonly system: string
  readonly stage: string
  readonly component: string
}

export interface EdgeOptions {
  readonly routes: readonly Route[]
  readonly authority: Authority
  readonly ports: PortBook
  /** Loopback port of the process that answers the route; null while it is down. */
  readonly findPort: (route: Route) => number | null
}

export interface Edge {
  readonly port: number
  stop(): void
}

const upstreamTimeoutMs = 15_000

/** Serves every hostname of the sample systems over TLS and passes requests on to their processes. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const hostnames = [...new Set(options.routes.map(({ hostname }) => hostname))]
  const contexts = new Map<string, SecureContext>()
  for (const hostname of hostnames) {
    const identity = options.authority.issueIdentity(hostname)
    contexts.set(hostname, createSecureContext({ key: identity, cert: identity }))
  }
  const server = createServer(
    {
      SNICallback: (name, done) => {
        const context = contexts.get(name.toLowerCase())
        if (context) done(null, context)
        else done(new Error(`The edge serves no host "${name}".`))
      },
    },
    (request, response) => pass(options, request, response),
  )
  const port = await options.ports.listen('edge', server)
  return {
    port,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function pass(options: EdgeOptions, request: IncomingMessage, response: ServerResponse) {
  const hostname = (request.headers.host ?? '').split(':')[0]?.toLowerCase() ?? ''
  const route = findRoute(options.routes, hostname, request.url ?? '/')
  if (!route) return sendPlain(response, 421, `The edge serves no host "${hostname}".`)
  const port = options.findPort(route)
  if (port === null) return sendPlain(response, 502, badGateway)
  const upstream = forward(
    {
      host: '127.0.0.1',
      port,
      method: request.method,
      path: toUpstreamPath(route, request.url ?? '/'),
      headers: { ...request.headers, 'x-forwarded-proto': 'https', 'x-forwarded-host': hostname },
      timeout: upstreamTimeoutMs,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    },
  )
  upstream.once('timeout', () => upstream.destroy(new Error('The upstream is silent.')))
  upstream.once('error', () => {
    if (response.headersSent) response.destroy()
    else sendPlain(response, 502, badGateway)
  })
  response.once('close', () => upstream.destroy())
  request.pipe(upstream)
}

function findRoute(routes: readonly Route[], hostname: string, url: string) {
  const path = url.split('?')[0] ?? '/'
  return routes
    .filter((route) => route.hostname === hostname && isBelow(path, route.path ?? ''))
    .toSorted((one, other) => (other.path ?? '').length - (one.path ?? '').length)[0]
}

function isBelow(path: string, prefix: string) {
  return path === prefix || path.startsWith(`${prefix}/`)
}

function toUpstreamPath({ path = '', stripsPath = false }: Route, url: string) {
  if (!stripsPath) return url
  const rest = url.slice(path.length)
  return rest.startsWith('/') ? rest : `/${rest}`
}

const badGateway = '502 Bad Gateway\n\nThe process behind this address is not running.\n'

function sendPlain(response: ServerResponse, status: number, text: string) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}
