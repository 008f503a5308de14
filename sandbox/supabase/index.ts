import type { Server } from 'node:http'
import { connect } from 'node:net'
import { get, json, type Route } from '../rest/route.ts'
import { type RestStandIn, startRest, type VendorWords } from '../rest/start-rest.ts'

export interface SupabaseBackup {
  readonly id: number
  readonly inserted_at: string
  readonly status: string
  readonly is_physical_backup: boolean
}

export interface SupabaseOptions {
  readonly token: string
  /** Reference of the project. */
  readonly project: string
  /** Loopback port of the sample system's database; its health is whether it takes connections. */
  readonly databasePort: number
  /** Default: none. */
  readonly backups?: readonly SupabaseBackup[]
  /** Seconds since 1970 of the earliest and the latest physical backup; none without it. */
  readonly physical?: { readonly earliest: number; readonly latest: number }
  readonly pitrEnabled?: boolean
  /** Default: any free port. */
  readonly listen?: (server: Server) => Promise<number>
}

const words: VendorWords = {
  unauthorized: json(401, { message: 'Unauthorized' }),
  denied: json(403, { message: 'Forbidden resource' }),
  throttled: json(
    429,
    { message: 'Too many requests' },
    {
      'retry-after': '21',
      'x-ratelimit-limit': '120',
      'x-ratelimit-remaining': '0',
    },
  ),
  notFound: json(404, { message: 'Resource not found' }),
  unavailable: json(503, { message: 'Service unavailable' }),
}

/** Supabase's Management API for one project. */
export function startSupabase(options: SupabaseOptions): Promise<RestStandIn> {
  return startRest({
    ...{ token: options.token, words, routes: createRoutes(options) },
    ...(options.listen ? { listen: options.listen } : {}),
  })
}

// https://supabase.com/docs/reference/api/introduction
function createRoutes(options: SupabaseOptions): Route[] {
  const { project, databasePort, backups = [], physical, pitrEnabled = false } = options
  const region = 'eu-central-1'
  const at = `/v1/projects/${project}`
  return [
    get(at, async () =>
      json(200, {
        ...{ id: project, name: 'whatsgonow', region, created_at: '2026-05-04T09:00:00Z' },
        status: (await canConnect(databasePort)) ? 'ACTIVE_HEALTHY' : 'UNKNOWN',
        database: {
          host: `db.${project}.supabase.example`,
          version: '15.8.1',
          postgres_engine: '15',
        },
      }),
    ),
    get(`${at}/health`, async ({ query }) => {
      const isUp = await canConnect(databasePort)
      const status = isUp ? 'ACTIVE_HEALTHY' : 'UNHEALTHY'
      return json(
        200,
        query.getAll('services').map((name) => ({ name, healthy: isUp, status })),
      )
    }),
    get(`${at}/database/backups`, () =>
      json(200, {
        ...{ region, walg_enabled: true, pitr_enabled: pitrEnabled, backups },
        physical_backup_data: physical
          ? {
              earliest_physical_backup_date_unix: physical.earliest,
              latest_physical_backup_date_unix: physical.latest,
            }
          : {},
      }),
    ),
  ]
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 500 })
    const end = (isUp: boolean) => {
      socket.destroy()
      resolve(isUp)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}
