import type { Server } from 'node:http'
import { join } from 'node:path'
import { get, json } from '../rest/route.ts'
import type { SampleStageAccess } from '../rest/sample-stage.ts'
import { type RestStandIn, startRest, type VendorWords } from '../rest/start-rest.ts'
import { createSampleApp, type SampleApp } from './app.ts'
import { createAppRoutes } from './app-routes.ts'
import { fillSpec } from './app-spec.ts'
import { openAppStore } from './app-state.ts'
import { startSampleDatabase } from './database.ts'
import { createAppLogs } from './log-routes.ts'

export { logHost } from './log-routes.ts'

export interface DigitalOceanOptions {
  /** Folder for what must survive a restart. */
  readonly folder: string
  readonly token: string
  readonly stage: SampleStageAccess
  /** `app.spec.yml` of the repository, parsed. */
  readonly spec: unknown
  /** Between two backups of the database. Default a day. */
  readonly backupEveryMs?: number
  /** Default: any free port. */
  readonly listen?: (server: Server) => Promise<number>
}

export interface DigitalOcean extends RestStandIn {
  readonly app: SampleApp
  expireLogAddresses(): void
}

const words: VendorWords = {
  unauthorized: json(401, { id: 'unauthorized', message: 'Unable to authenticate you' }),
  denied: json(403, { id: 'forbidden', message: 'You are missing the required permission' }),
  throttled: json(
    429,
    { id: 'too_many_requests', message: 'API Rate limit exceeded.' },
    {
      'retry-after': '17',
      'ratelimit-limit': '250',
      'ratelimit-remaining': '0',
    },
  ),
  notFound: json(404, { id: 'not_found', message: 'The resource you requested was not found.' }),
  unavailable: json(503, { id: 'service_unavailable', message: 'Server was unable to respond.' }),
}

/** DigitalOcean's API for one app and one managed database. */
export async function startDigitalOcean(options: DigitalOceanOptions): Promise<DigitalOcean> {
  const { folder, stage, token } = options
  const store = openAppStore(folder, () => fillSpec(options.spec, stage.settings))
  const app = createSampleApp(store, stage)
  const logs = createAppLogs(app)
  const database = startSampleDatabase({
    name: 'hackthestudy',
    file: join(stage.dataFolder, 'queue.sqlite'),
    folder: join(folder, 'backups'),
    ...(options.backupEveryMs === undefined ? {} : { everyMs: options.backupEveryMs }),
  })
  // Releases that nobody asked about would be forgotten otherwise.
  const timer = setInterval(app.sync, 2_000)
  const api = await startRest({
    ...{ token, words, upgrade: logs.upgrade },
    routes: [
      ...createAppRoutes(app),
      ...logs.routes,
      ...database.routes,
      get('/v2/account', () => json(200, { account: { email: 'platform@learning.example' } })),
    ],
    ...(options.listen ? { listen: options.listen } : {}),
  })
  return {
    ...api,
    app,
    expireLogAddresses: logs.expireAll,
    async close() {
      clearInterval(timer)
      await Promise.all([api.close(), database.stop()])
      await app.settled()
    },
  }
}
