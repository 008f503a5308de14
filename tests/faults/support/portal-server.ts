import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { listRouteFiles } from '#tests/access/inventory.ts'

export interface SentAnswer {
  readonly path: string
  readonly status: number
  /** Headers and body. */
  readonly text: string
  readonly durationMs: number
}

export interface PortalServer {
  readonly url: string
  /** Every answer sent, oldest first. */
  readonly answers: readonly SentAnswer[]
  close(): Promise<void>
}

type Handler = (
  request: Request,
  segment: { readonly params: Promise<Record<string, string>> },
) => Promise<Response>

interface Found {
  readonly handler: Handler
  readonly params: Record<string, string>
}

/** The portal's route handlers on a real port, where browsers, scripts and webhooks reach them. */
export async function startPortalServer(): Promise<PortalServer> {
  const answers: SentAnswer[] = []
  const server = createServer((request, response) => {
    answer(request, response, answers).catch((error: unknown) => response.destroy(toError(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: toUrl(server), answers, close: () => close(server) }
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, answers: SentAnswer[]) {
  const askedAt = performance.now()
  const request = toRequest(incoming)
  const found = await findHandler(request)
  if (!found) return void outgoing.writeHead(404).end()
  const response = await found.handler(request, { params: Promise.resolve(found.params) })
  const text = await response.text()
  answers.push({
    path: incoming.url ?? '',
    status: response.status,
    text: `${JSON.stringify([...response.headers])}\n${text}`,
    durationMs: performance.now() - askedAt,
  })
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(text)
}

function toRequest(incoming: IncomingMessage): Request {
  const hasBody = incoming.method !== 'GET'
  return new Request(new URL(incoming.url ?? '/', `http://${incoming.headers.host}`), {
    method: incoming.method,
    headers: Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ...(hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {}),
  } as RequestInit)
}

const routes = listRouteFiles()

async function findHandler({ method, url }: Request): Promise<Found | null> {
  const parts = new URL(url).pathname.split('/')
  for (const { file, address } of routes) {
    const params = matchAddress(address.split('/'), parts)
    if (!params) continue
    // Safe because the access tests prove that every route exports its methods as handlers.
    const module = (await import(pathToFileURL(file).href)) as Record<string, Handler | undefined>
    const handler = module[method]
    if (handler) return { handler, params }
  }
  return null
}

function matchAddress(wanted: readonly string[], parts: readonly string[]) {
  if (wanted.length !== parts.length) return null
  const params: Record<string, string> = {}
  for (const [index, name] of wanted.entries()) {
    const part = parts[index] ?? ''
    const segment = /^\[(\w+)\]$/.exec(name)?.[1]
    if (segment) params[segment] = decodeURIComponent(part)
    else if (name !== part) return null
  }
  return params
}

function toUrl(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  return `http://127.0.0.1:${address.port}`
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
