import { join } from 'node:path'
import { openAuthority } from '../edge/authority.ts'
import { type DatabaseListener, startDatabaseListener } from '../edge/database-listener.ts'
import { type Edge, type Route, startEdge } from '../edge/start-edge.ts'
import type { StageDefinition } from '../host/process-definitions.ts'
import { type Host, type InitialRelease, startHost } from '../host/start-host.ts'
import type { PortBook } from '../ports.ts'
import { toRepositoryPath } from './build-repositories.ts'
import { sampleSystems } from './index.ts'
import type { SampleDatabase, SampleStage } from './sample-system.ts'

export interface SampleSystemsOptions {
  readonly home: string
  /** Holds the bare repositories as `{organisation}/{name}.git`. */
  readonly repositoriesDir: string
  readonly ports: PortBook
}

export interface SampleSystems {
  readonly edge: { readonly port: number; readonly caFile: string }
  readonly host: Pick<Host, 'url' | 'token' | 'tokenFile'>
  /** `host:port=127.0.0.1:port` of everything the systems are reached by, separated by commas. */
  readonly connectTo: string
  stop(): Promise<void>
}

/** Brings up every stage of every sample system: databases, processes, and the edge in front of them. */
export async function startSampleSystems(options: SampleSystemsOptions): Promise<SampleSystems> {
  const { home, ports } = options
  const databases = await startDatabases(ports)
  const authority = openAuthority(join(home, 'certificates'))
  const link: { host: Host | null } = { host: null }
  const edge = await startEdge({
    routes: listRoutes(),
    authority,
    ports,
    findPort: ({ system, stage, component }) =>
      link.host?.findPort(system, stage, component) ?? null,
  })
  const outside = { port: edge.port, caFile: authority.caFile }
  const host = await startHost({
    home: join(home, 'host'),
    stages: listStages(options.repositoriesDir, databases),
    services: new Map(databases.map(({ key, listener }) => [key, listener])),
    outside,
    ports,
  })
  link.host = host
  await host.resume(listInitialReleases())
  return {
    edge: outside,
    host,
    connectTo: toConnectTo(edge, databases),
    async stop() {
      edge.stop()
      await Promise.all([host.stop(), ...databases.map(({ listener }) => listener.stop())])
    },
  }
}

interface RunningDatabase extends SampleDatabase {
  /** `system/stage/component`. */
  readonly key: string
  readonly listener: DatabaseListener
}

function startDatabases(ports: PortBook): Promise<RunningDatabase[]> {
  const databases = listSampleStages().flatMap(({ key, stage }) =>
    stage.databases.map((database) => ({ ...database, key: `${key}/${database.component}` })),
  )
  return Promise.all(
    databases.map(async (database) => ({
      ...database,
      listener: await startDatabaseListener(database.key, ports),
    })),
  )
}

function listSampleStages(): { key: string; system: string; stage: SampleStage }[] {
  return sampleSystems.flatMap(({ slug, stages }) =>
    stages.map((stage) => ({ key: `${slug}/${stage.slug}`, system: slug, stage })),
  )
}

function listRoutes(): Route[] {
  return listSampleStages().flatMap(({ system, stage }) =>
    stage.routes.map((route) => ({ ...route, system, stage: stage.slug })),
  )
}

function listStages(
  repositoriesDir: string,
  databases: readonly RunningDatabase[],
): StageDefinition[] {
  return listSampleStages().map(({ key, system, stage }) => ({
    system,
    stage: stage.slug,
    repository: toRepositoryPath(repositoriesDir, system),
    settings: fillSettings(
      stage.settings,
      databases.find((database) => database.key.startsWith(`${key}/`))?.listener.port,
    ),
  }))
}

function fillSettings(settings: SampleStage['settings'], databasePort: number | undefined) {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      value
        .replace('{{database}}', `127.0.0.1:${databasePort}`)
        .replace('{{databasePort}}', String(databasePort)),
    ]),
  )
}

function listInitialReleases(): InitialRelease[] {
  return listSampleStages().map(({ system, stage }) => ({
    system,
    stage: stage.slug,
    commit: stage.initialRelease,
  }))
}

function toConnectTo(edge: Edge, databases: readonly RunningDatabase[]) {
  const hostnames = [...new Set(listRoutes().map(({ hostname }) => hostname))]
  return [
    ...hostnames.map((hostname) => `${hostname}:443=127.0.0.1:${edge.port}`),
    ...databases.map(
      ({ hostname, port, listener }) => `${hostname}:${port}=127.0.0.1:${listener.port}`,
    ),
  ].join(',')
}
