import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { answerControl, controlPrefix } from './control.ts'
import { createFaults, type RestEffect, type RestFaults } from './faults.ts'
import { createLedger, type RestLedger } from './ledger.ts'
import { type Answer, type Call, Refusal, type Route, type Streaming } from './route.ts'

/** How one vendor words what every vendor says. */
export interface VendorWords {
  readonly unauthorized: Answer
  readonly denied: Answer
  readonly throttled: Answer
  readonly notFound: Answer
  readonly unavailable: Answer
  /** Headers of every answer, such as what is left of a limit. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface RestOptions {
  readonly token: string
  readonly words: VendorWords
  readonly routes: readonly Route[]
  /** Answers a request to become a WebSocket. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex) => void
  /** Default: any free port. */
  readonly listen?: (server: Server) => Promise<number>
}

/** A vendor's HTTP API on loopback. */
export interface RestStandIn {
  readonly url: string
  readonly port: number
  readonly token: string
  readonly control: { readonly url: string; readonly token: string }
  readonly faults: RestFaults
  readonly ledger: RestLedger
  close(): Promise<void>
}

interface Serving extends Pick<RestOptions, 'token' | 'words' | 'routes'> {
  readonly faults: RestFaults
  readonly ledger: RestLedger
}

const maxBodyBytes = 4 * 1024 * 1024

export async function startRest(options: RestOptions): Promise<RestStandIn> {
  const faults = createFaults()
  const ledger = createLedger()
  const control = { token: randomBytes(24).toString('base64url'), faults, ledger }
  const serving = { ...options, faults, ledger }
  const server = createServer((request, response) => {
    const isControl = request.url?.startsWith(controlPrefix)
    const answering = isControl
      ? answerControl(control, request).then((answer) => send(response, answer))
      : serve(serving, request, response)
    answering.catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })
  const upgraded = new Set<Duplex>()
  server.on('upgrade', (request, socket) => {
    upgraded.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => upgraded.delete(socket))
    if (options.upgrade) options.upgrade(request, socket)
    else socket.destroy()
  })
  const port = await (options.listen ?? listenAnywhere)(server)
  const url = `http://127.0.0.1:${port}`
  return {
    ...{ url, port, faults, ledger, token: options.token },
    control: { url: `${url}${controlPrefix.slice(0, -1)}`, token: control.token },
    close: () => {
      for (const socket of upgraded) socket.destroy()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse) {
  const { words, faults, ledger } = serving
  const method = request.method ?? 'GET'
  const url = new URL(request.url ?? '/', 'http://vendor')
  const body = parse(await readBody(request))
  const found = findRoute(serving.routes, method, url.pathname)
  const fault = faults.take(method, url.pathname)
  const shown = new URLSearchParams([...url.searchParams].filter(([name]) => name !== 'token'))
  const close = ledger.open({
    method,
    path: url.pathname + (shown.size > 0 ? `?${shown}` : ''),
    body,
    changes: found?.route.changes ?? method !== 'GET',
    fault,
  })
  const early = fault && toEarlyOutcome(fault, words)
  if (early)
    return finish(response, early, words, (status) => close({ wasExecuted: false, status }))
  const call = {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body,
  }
  const answer = await execute(serving, found, call)
  const wasExecuted = typeof answer === 'function' || answer.status < 400
  const outcome = fault ? toLateOutcome(fault, words) : answer
  if (typeof outcome === 'function') {
    close({ wasExecuted, status: 200 })
    outcome(request, response)
  } else finish(response, outcome, words, (status) => close({ wasExecuted, status }))
}

type Outcome = Answer | 'hang' | 'reset'

/** What a fault does instead of the call; null when it lets the call happen first. */
function toEarlyOutcome(fault: RestEffect, words: VendorWords): Outcome | null {
  switch (fault) {
    case 'denied':
      return words.denied
    case 'throttled':
      return words.throttled
    case 'empty':
      return { status: 200, body: {} }
    case 'wrong-shape':
      return { status: 200, body: { unexpected: [1, 'two', { three: null }] } }
    case 'reject-with-503':
      return words.unavailable
    case 'hang':
    case 'reset':
      return fault
    default:
      return null
  }
}

function toLateOutcome(fault: RestEffect, words: VendorWords): Outcome {
  if (fault === 'accept-then-503') return words.unavailable
  if (fault === 'accept-then-html') return { status: 200, body: '<h1>Please wait</h1>' }
  return fault === 'accept-then-reset' ? 'reset' : 'hang'
}

function finish(
  response: ServerResponse,
  outcome: Outcome,
  words: VendorWords,
  close: (status: number | null) => void,
) {
  if (typeof outcome === 'string') {
    close(null)
    if (outcome === 'reset') response.socket?.resetAndDestroy()
    return
  }
  close(outcome.status)
  send(response, { ...outcome, headers: { ...words.headers, ...outcome.headers } })
}

function send(response: ServerResponse, { status, body, headers }: Answer) {
  const isText = typeof body === 'string'
  const text = body === undefined ? '' : isText ? body : JSON.stringify(body)
  const contentType = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  response.writeHead(status, { 'content-type': contentType, ...headers }).end(text)
}

interface Found {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

async function execute(
  { token, words }: Serving,
  found: Found | null,
  call: Omit<Call, 'params'>,
): Promise<Answer | Streaming> {
  if (!found?.route.isOpen && call.headers.authorization !== `Bearer ${token}`) {
    return words.unauthorized
  }
  if (!found) return words.notFound
  try {
    return await found.route.handle({ ...call, params: found.params })
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    console.error(error)
    return words.unavailable
  }
}

function findRoute(routes: readonly Route[], method: string, path: string): Found | null {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null
    if (match) {
      const params = Object.entries(match.groups ?? {}).map(
        ([name, value]) => [name, decodeURIComponent(value)] as const,
      )
      return { route, params: Object.fromEntries(params) }
    }
  }
  return null
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes > maxBodyBytes) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return text
  }
}

function listenAnywhere(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('Not a TCP server.'))
      else resolve(address.port)
    })
  })
}
