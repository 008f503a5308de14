import type { Server } from 'node:http'
import { get, json, Refusal } from '../rest/route.ts'
import { type RestStandIn, startRest, type VendorWords } from '../rest/start-rest.ts'
import { type MonitorOptions, startMonitor } from './monitor.ts'

export interface UptimeRobotOptions {
  readonly token: string
  readonly monitors: readonly MonitorOptions[]
  /** Default: any free port. */
  readonly listen?: (server: Server) => Promise<number>
}

export interface UptimeRobot extends RestStandIn {
  /** Resolves when every monitor has looked once more. */
  look(): Promise<void>
}

const words: VendorWords = {
  unauthorized: json(401, { statusCode: 401, message: 'Unauthorized' }),
  denied: json(403, { statusCode: 403, message: 'You are not allowed to perform this action' }),
  throttled: json(
    429,
    { statusCode: 429, message: 'Too Many Requests' },
    {
      'retry-after': '42',
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '0',
    },
  ),
  notFound: json(404, { statusCode: 404, message: 'Not Found' }),
  unavailable: json(503, { statusCode: 503, message: 'Service Unavailable' }),
}

/** UptimeRobot's API over monitors that really look. */
export async function startUptimeRobot(options: UptimeRobotOptions): Promise<UptimeRobot> {
  const monitors = options.monitors.map(startMonitor)
  const api = await startRest({
    ...{ token: options.token, words },
    // https://uptimerobot.com/api/v3
    routes: [
      get('/v3/monitors', () =>
        json(200, { data: monitors.map((monitor) => monitor.describe()), nextLink: null }),
      ),
      get('/v3/monitors/:id', ({ params }) => {
        const found = monitors.find(({ id }) => String(id) === params.id)
        if (!found) throw new Refusal(404, { statusCode: 404, message: 'Monitor not found' })
        return json(200, found.describe())
      }),
    ],
    ...(options.listen ? { listen: options.listen } : {}),
  })
  return {
    ...api,
    async look() {
      await Promise.all(monitors.map((monitor) => monitor.look()))
    },
    async close() {
      for (const monitor of monitors) monitor.stop()
      await api.close()
    },
  }
}
