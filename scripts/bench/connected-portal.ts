import { randomBytes } from 'node:crypto'
import { queryDatabase } from '#scripts/lib/query-database.ts'
import { waitUntil } from '#scripts/lib/wait-until.ts'
import type { Settings } from '#scripts/start/portal.ts'
import { startWeb, startWorker } from '#scripts/start/product.ts'
import type { BenchRun } from './bench-run.ts'
import { createDatabase, withClient } from './databases.ts'
import { type Reader, readerRoleMapping, seedReader } from './seed/reader.ts'
import { appId, type StandIn } from './stand-in/place.ts'
import { startStandIn } from './stand-in/start-stand-in.ts'
import { type CatalogSystem, writeCatalog } from './stand-in/write-catalog.ts'

/** Web, worker and a GitHub, each a process of its own, with a catalog that has been read. */
export interface ConnectedPortal {
  readonly url: string
  readonly databaseUrl: string
  readonly reader: Reader
  readonly standIn: StandIn
  readonly webhookSecret: string
}

export interface ConnectedPortalOptions {
  readonly name: string
  readonly systems: readonly CatalogSystem[]
  readonly settings?: Settings
}

export async function startConnectedPortal(
  run: BenchRun,
  { name, systems, settings = {} }: ConnectedPortalOptions,
): Promise<ConnectedPortal> {
  const databaseUrl = await createDatabase(run.server, name)
  const reader = await withClient(databaseUrl, seedReader)
  const standIn = await startStandIn(run)
  const catalog = run.home.path('catalog')
  writeCatalog(catalog, systems)
  const webhookSecret = randomBytes(20).toString('hex')
  const portal = await run.createPortal(databaseUrl, {
    ROLE_MAPPING: readerRoleMapping,
    CATALOG_SOURCES: `folder:${catalog}`,
    GITHUB_API_URL: standIn.apiUrl,
    GITHUB_WEB_URL: standIn.webUrl,
    GITHUB_APP_ID: String(appId),
    GITHUB_APP_PRIVATE_KEY: standIn.privateKey,
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    ...settings,
  })
  await run.steps.run('Portal started', async () => {
    await Promise.all([startWeb(portal), startWorker(portal)])
    await waitUntil('The catalog', run.signal, async () => {
      const found = await queryDatabase(databaseUrl, 'SELECT 1 FROM system')
      return found.length === systems.length
    })
  })
  return { url: `http://127.0.0.1:${portal.port}`, databaseUrl, reader, standIn, webhookSecret }
}
