import type { Route } from '../edge/start-edge.ts'
import type { RepositoryHistory } from './history.ts'

/** A system of the sandbox: its repository, and what surrounds its processes on each stage. */
export interface SampleSystem {
  readonly slug: string
  readonly history: RepositoryHistory
  readonly stages: readonly SampleStage[]
}

export interface SampleStage {
  readonly slug: string
  /** Tag or branch that runs before anybody deployed. */
  readonly initialRelease: string
  readonly routes: readonly Omit<Route, 'system' | 'stage'>[]
  readonly databases: readonly SampleDatabase[]
  /** Variables for the processes; `{{database}}` becomes host and port of the database, `{{databasePort}}` its port. */
  readonly settings: Readonly<Record<string, string>>
  /** The stage is one host that is reached by SSH. */
  readonly server?: SampleServer
  readonly reportingJobs?: readonly SampleReportingJob[]
}

/** A cron job that exports a SQLite file and reports itself to the product. Its policy there has the same name. */
export interface SampleReportingJob {
  readonly name: string
  readonly everySeconds: number
  /** Within the stage's folder. */
  readonly source: string
  /** Within the stage's folder. */
  readonly to: string
}

/** A host as somebody sees it who is logged in there. */
export interface SampleServer {
  readonly hostname: string
  readonly user: string
  /** systemd unit to the component that runs as it. */
  readonly units: Readonly<Record<string, string>>
  /** Container to the component whose processes run in it. */
  readonly containers?: Readonly<Record<string, string>>
  /** Unit of the reverse proxy; the component it stands for answers on the host's port 80. */
  readonly proxyUnit?: string
  /** Unit of the stage's database. */
  readonly databaseUnit?: string
  /** Folder of the checkout that runs. */
  readonly checkout: string
  /** Folder on the host to the one it is within the stage's own. */
  readonly folders: Readonly<Record<string, string>>
  /** File with the settings of a unit. */
  readonly environmentFiles: Readonly<Record<string, string>>
  readonly backups: SampleBackups
}

/** What is copied every few minutes, by the clock. */
export interface SampleBackups {
  /** Starting it makes a backup at once. */
  readonly unit: string
  /** Within the stage's folder. */
  readonly into: string
  readonly everyMinutes: number
  /** So many of each are kept. */
  readonly keep: number
  readonly items: readonly SampleBackupItem[]
}

export interface SampleBackupItem {
  /** Start of the file's name; the time follows. */
  readonly name: string
  /** A SQLite file, or a folder that is packed; within the stage's folder. */
  readonly kind: 'sqlite' | 'folder'
  readonly path: string
}

export interface SampleDatabase {
  readonly component: string
  readonly hostname: string
  readonly port: number
}
