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
}

export interface SampleDatabase {
  readonly component: string
  readonly hostname: string
  readonly port: number
}
