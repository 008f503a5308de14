import 'server-only'
import { z } from 'zod'
import { HostingError } from '../failure.ts'
import { createJsonClient, type JsonClient } from '../http/json-client.ts'
import { path } from '../http/path.ts'

// https://uptimerobot.com/api/v3
const monitorSchema = z.looseObject({
  id: z.union([z.int(), z.string()]),
  friendlyName: z.string(),
  status: z.string().min(1),
  lastDayUptimes: z
    .looseObject({ histogram: z.array(z.looseObject({ uptime: z.number() })) })
    .nullish(),
  sslExpiryDateTime: z.string().nullish(),
})
export type Monitor = z.output<typeof monitorSchema>

const monitorsAnswer = z.looseObject({
  data: z.array(monitorSchema),
  nextLink: z.string().nullish(),
})

/** Ten calls a minute are all that a free account has. */
const maxPages = 3

export const readPermission = 'read-only API key'

export interface UptimeRobotClientOptions {
  readonly monitor: string
  readonly token: string
  /** Default: UptimeRobot's own. */
  readonly endpoint?: string
}

export type UptimeRobotClient = ReturnType<typeof createUptimeRobotClient>

export function createUptimeRobotClient({ monitor, token, endpoint }: UptimeRobotClientOptions) {
  const api = createJsonClient({
    platform: 'UptimeRobot',
    baseUrl: endpoint ?? 'https://api.uptimerobot.com',
    token,
  })
  return {
    readMonitor(signal: AbortSignal): Promise<Monitor> {
      if (!/^\d+$/.test(monitor)) return findMonitor(api, monitor, signal)
      const call = { path: path`/v3/monitors/${monitor}`, permission: readPermission, signal }
      return api.read({ ...call, schema: monitorSchema })
    },
  }
}

async function findMonitor(api: JsonClient, name: string, signal: AbortSignal): Promise<Monitor> {
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const { data, nextLink } = await api.read({
      path: '/v3/monitors',
      query: { cursor },
      permission: readPermission,
      schema: monitorsAnswer,
      signal,
    })
    const found = data.find(({ friendlyName }) => friendlyName === name)
    if (found) return found
    // Only the cursor is taken from the link: calls go to the configured address alone.
    cursor = (nextLink && URL.parse(nextLink)?.searchParams.get('cursor')) || undefined
    if (!cursor) break
  }
  throw new HostingError(
    'not_found',
    `UptimeRobot shows this key no monitor "${name}". Put its number into the catalog.`,
    { permission: readPermission },
  )
}
