import { join } from 'node:path'
import { type ReportingJob, startReportingJob } from '../backups/reporting-job.ts'
import { openAuthority } from '../edge/authority.ts'
import { type DatabaseListener, startDatabaseListener } from '../edge/database-listener.ts'
import { type Edge, type Route, startEdge } from '../edge/start-edge.ts'
import type { Service } from '../host/control-api.ts'
import type { StageDefinition } from '../host/process-definitions.ts'
import type { ServerControls } from '../host/server-controls.ts'
import { type Host, type InitialRelease, startHost, toStageFolder } from '../host/start-host.ts'
import type { PortBook } from '../ports.ts'
import { type SshHosts, type SshStage, startSshHosts } from '../ssh/index.ts'
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
  readonly host: Pick<Host, 'url' | 'token' | 'tokenFile' | 'findStage'>
  readonly ssh: Omit<SshHosts, 'stop'>
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
  const servers: ServerControls = new Map()
  const hostFolder = join(home, 'host')
  const jobs = startReportingJobs(hostFolder)
  const host = await startHost({
    home: hostFolder,
    stages: listStages(options.repositoriesDir, databases),
    services: new Map<string, Service>([
      ...databases.map(({ key, listener }) => [key, listener] as const),
      ...jobs,
    ]),
    servers,
    outside,
    ports,
  })
  link.host = host
  await host.resume(listInitialReleases())
  const ssh = await startSshHosts({
    folder: join(home, 'ssh'),
    ports,
    stages: listSshStages(host, options.repositoriesDir, databases),
  })
  for (const server of ssh.hosts) servers.set(server.key, server)
  return {
    edge: outside,
    host,
    ssh,
    connectTo: toConnectTo(edge, databases, ssh),
    async stop() {
      edge.stop()
      await Promise.all([ssh.stop(), ...[...jobs.values()].map((job) => job.stop())])
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

/** By `system/stage/name`. */
function startReportingJobs(hostFolder: string): ReadonlyMap<string, ReportingJob> {
  return new Map(
    listSampleStages().flatMap(({ key, system, stage }) =>
      (stage.reportingJobs ?? []).map((job) => {
        const folder = toStageFolder(hostFolder, system, stage.slug)
        return [`${key}/${job.name}`, startReportingJob({ folder, job })] as const
      }),
    ),
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

function listSshStages(
  host: Host,
  repositoriesDir: string,
  databases: readonly RunningDatabase[],
): SshStage[] {
  return listSampleStages().flatMap(({ key, system, stage: { slug, server } }) => {
    const stage = host.findStage(system, slug)
    if (!server || !stage) return []
    const database = databases.find((each) => each.key.startsWith(`${key}/`))?.listener
    const repository = toRepositoryPath(repositoriesDir, system)
    return [{ server, stage, repository, ...(database ? { database } : {}) }]
  })
}

function toConnectTo(edge: Edge, databases: readonly RunningDatabase[], ssh: SshHosts) {
  const hostnames = [...new Set(listRoutes().map(({ hostname }) => hostname))]
  return [
    ...hostnames.map((hostname) => `${hostname}:443=127.0.0.1:${edge.port}`),
    ...databases.map(
      ({ hostname, port, listener }) => `${hostname}:${port}=127.0.0.1:${listener.port}`,
    ),
    ...ssh.hosts.map(({ hostname, port }) => `${hostname}:22=127.0.0.1:${port}`),
  ].join(',')
}
