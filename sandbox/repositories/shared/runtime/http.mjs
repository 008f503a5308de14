import { createServer } from 'node:http'
import { announceReady, onShutdown } from './lifecycle.mjs'

const maxBodyBytes = 16_384

/**
 * Serves routes of the form `'GET /api/jobs/:id': ({ params, body }) => ({ status, json | html | text })`.
 * An error with a `status` becomes that answer; any other is logged and becomes 500.
 */
export function serve({ routes, log }) {
  const table = Object.entries(routes).map(([key, handler]) => {
    const [method, path] = key.split(' ')
    return { method, segments: path.split('/'), handler }
  })
  const server = createServer(async (request, response) => {
    try {
      reply(response, await answer(table, request))
    } catch (error) {
      if (!error.status) log.error('request failed', { url: request.url, reason: String(error) })
      reply(response, { status: error.status ?? 500, json: { error: error.status ? error.message : 'internal error' } })
    }
  })
  server.listen(Number(process.env.PORT ?? 0), process.env.HOST ?? '127.0.0.1', () => {
    const { port } = server.address()
    log.info('listening', { port })
    announceReady(port)
  })
  onShutdown(() => {
    server.close()
    server.closeAllConnections()
  })
}

export function requestError(status, message) {
  return Object.assign(new Error(message), { status })
}

async function answer(table, request) {
  const { pathname } = new URL(request.url, 'http://localhost')
  const matches = table.flatMap(({ method, segments, handler }) => {
    const params = match(segments, pathname.split('/'))
    return params ? [{ method, params, handler }] : []
  })
  if (matches.length === 0) throw requestError(404, `There is nothing at ${pathname}.`)
  const wanted = request.method === 'HEAD' ? 'GET' : request.method
  const route = matches.find(({ method }) => method === wanted)
  if (!route) throw requestError(405, `${pathname} does not take ${request.method}.`)
  return route.handler({ params: route.params, body: wanted === 'GET' ? null : await readJson(request) })
}

function match(segments, path) {
  if (segments.length !== path.length) return null
  const params = {}
  for (const [index, segment] of segments.entries()) {
    if (segment.startsWith(':')) params[segment.slice(1)] = decodeURIComponent(path[index])
    else if (segment !== path[index]) return null
  }
  return params
}

async function readJson(request) {
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > maxBodyBytes) throw requestError(413, 'The body is too large.')
  }
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw requestError(400, 'The body is not JSON.')
  }
}

function reply(response, { status = 200, json, html, text, type }) {
  const body = json === undefined ? (html ?? text ?? '') : JSON.stringify(json)
  const contentType = type ?? (json !== undefined ? 'application/json' : html ? 'text/html' : 'text/plain')
  response.writeHead(status, { 'content-type': `${contentType}; charset=utf-8`, 'cache-control': 'no-store' })
  response.end(body)
}
