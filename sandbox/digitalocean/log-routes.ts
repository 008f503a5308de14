import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { followFile, readFileLines } from '../rest/follow-file.ts'
import { get, json, Refusal, type Route } from '../rest/route.ts'
import { acceptWebSocket, refuseWebSocket } from '../rest/web-socket.ts'
import type { SampleApp } from './app.ts'
import { refusal, requireDeployment } from './app-routes.ts'

/** Where addresses of logs point: outside the API, as the real ones do. */
export const logHost = 'logs.digitalocean.example'

const validForMs = 60_000

export interface AppLogs {
  readonly routes: readonly Route[]
  readonly upgrade: (request: IncomingMessage, socket: Duplex) => void
  /** Makes every address that was given out so far stop working. */
  expireAll(): void
}

/** Addresses of logs that are secrets themselves, and what they lead to: the real output of the processes. */
export function createAppLogs(app: SampleApp): AppLogs {
  let key = randomBytes(32)
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')

  function toAddress(scheme: string, component: string, type: string, deploymentId: string) {
    const expires = String(Date.now() + validForMs)
    const file = `${deploymentId}/${component}/${type}`
    const query = new URLSearchParams({ expires, token: sign(`${file}|${expires}`) })
    return `${scheme}://${logHost}/logs/${file}?${query}`
  }

  function isSigned(path: string, query: URLSearchParams) {
    const expires = query.get('expires') ?? ''
    const expected = Buffer.from(sign(`${path.replace('/logs/', '')}|${expires}`))
    const given = Buffer.from(query.get('token') ?? '')
    const isEqual = given.length === expected.length && timingSafeEqual(given, expected)
    return isEqual && Number(expires) > Date.now()
  }

  return {
    routes: [
      get(
        `/v2/apps/${app.store.state.appId}/deployments/:id/components/:component/logs`,
        (call) => {
          const { id = '', component = '' } = call.params
          const deployment = requireDeployment(app, id)
          const parts = [...deployment.services, ...deployment.workers]
          if (!parts.some(({ name }) => name === component)) {
            throw refusal(404, 'not_found', 'component not found')
          }
          const type = call.query.get('type') ?? 'RUN'
          const follows = call.query.get('follow') === 'true'
          if (type === 'RUN' && follows) {
            return json(200, { live_url: toAddress('ws', component, type, id) })
          }
          // Builds of the sandbox happen on its host and leave no log.
          const files = type === 'BUILD' ? [] : [toAddress('http', component, type, id)]
          return json(200, { historic_urls: files })
        },
      ),
      get(
        '/logs/:id/:component/:type',
        ({ params, path, query }) => {
          if (!isSigned(path, query)) throw new Refusal(403, 'Request has expired')
          const { id = '', component = '', type } = params
          return { status: 200, body: toText(app, { id, component, type: type ?? '' }) }
        },
        true,
      ),
    ],
    upgrade(request, socket) {
      const url = new URL(request.url ?? '/', 'http://logs')
      if (!isSigned(url.pathname, url.searchParams)) return refuseWebSocket(socket, 403)
      const component = url.pathname.split('/')[3] ?? ''
      const send = acceptWebSocket(request, socket)
      const file = app.stage.findLogFile(component)
      const sendLine = (line: string) => send(JSON.stringify({ data: toLine(component, line) }))
      for (const line of readFileLines(file).slice(-20)) sendLine(line)
      socket.once('close', followFile(file, sendLine))
    },
    expireAll() {
      key = randomBytes(32)
    },
  }
}

function toText(
  app: SampleApp,
  { id, component, type }: { id: string; component: string; type: string },
): string {
  const deployment = requireDeployment(app, id)
  const lines =
    type === 'DEPLOY'
      ? deployment.history.map(({ at, phase }) => `${at} deployment is ${phase}`)
      : readFileLines(app.stage.findLogFile(component)).filter((line) =>
          isSince(line, deployment.created_at),
        )
  return lines.map((line) => toLine(component, line)).join('')
}

/** The processes begin their lines with the time, where the platform puts its own. */
function toLine(component: string, line: string) {
  return /^\d{4}-\d\d-\d\dT\S+Z /.test(line) ? `${component} ${line}\n` : `${line}\n`
}

function isSince(line: string, moment: string) {
  const at = Date.parse(line.slice(0, 24))
  return Number.isNaN(at) || at >= Date.parse(moment) - 60_000
}
