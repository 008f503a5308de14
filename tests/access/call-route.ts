import { portalUrl } from '../auth/settings.ts'
import type { Fixtures } from './fixtures.ts'
import { listRouteFiles } from './inventory.ts'

export interface RouteCall {
  /** `PATCH /api/v1/users/[user]`. */
  readonly route: string
  readonly fixtures: Fixtures
  readonly query?: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  readonly segments?: Readonly<Record<string, string>>
}

type Handler = (
  request: Request,
  segment: { readonly params: Promise<Fixtures> },
) => Promise<Response>

const files = new Map(listRouteFiles().map(({ file, address }) => [address, file]))

/** Calls the real handler of a route, as the server would for this request. */
export async function callRoute(call: RouteCall): Promise<Response> {
  const { route, query, body, headers, segments = {} } = call
  const fixtures = withSegments(call.fixtures, segments)
  const [method = '', address = ''] = route.split(' ')
  const handler = await loadHandler(method, address)
  const path = address.replace(/\[(\w+)\]/g, (_, name: string) => fixtures[name] ?? name)
  const names = [...address.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name)
  const params = Object.fromEntries(names.map((name) => [name, fixtures[name] ?? name]))
  const url = new URL(query ? `${path}?${query}` : path, portalUrl)
  const request = new Request(url, {
    method,
    headers: { ...fromOwnPage(method), ...headers },
    ...(method === 'GET' ? {} : { body: JSON.stringify(fillIn(body ?? {}, fixtures)) }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  // A stream of events would otherwise stay open.
  await response.body?.cancel()
  return response
}

/** Each segment as the fixture that stands for it. */
function withSegments(fixtures: Fixtures, segments: Readonly<Record<string, string>>): Fixtures {
  const named = Object.entries(segments).map(([name, fixture]) => [name, fixtures[fixture] ?? name])
  return { ...fixtures, ...Object.fromEntries(named) }
}

function fromOwnPage(method: string): Readonly<Record<string, string>> {
  if (method === 'GET') return {}
  return { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
}

async function loadHandler(method: string, address: string): Promise<Handler> {
  const file = files.get(address)
  if (!file) throw new Error(`There is no route at ${address}.`)
  // Safe because the inventory test proves that every route of the matrix exports its method as a handler.
  const module = (await import(file)) as Record<string, Handler | undefined>
  const handler = module[method]
  if (!handler) throw new Error(`${address} does not answer ${method}.`)
  return handler
}

function fillIn(body: Readonly<Record<string, unknown>>, fixtures: Fixtures) {
  const entries = Object.entries(body).map(([key, value]) => {
    const [, name] = /^<(\w+)>$/.exec(String(value)) ?? []
    return [key, name === undefined ? value : fixtures[name]]
  })
  return Object.fromEntries(entries)
}
