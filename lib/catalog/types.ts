import type { BackupOrigin, RestoreTestRun, Sentinel } from './backup-schemas.ts'
import type { CatalogConfiguration } from './configuration-schemas.ts'
import type { Hosting } from './hosting-schemas.ts'
import type { CatalogLog } from './log-schemas.ts'
import type { CatalogSource } from './source-schemas.ts'
import type { CatalogFormat, ComponentKind, MissingPieceName, StageRisk } from './words.ts'

/** One system as the rest of the product knows it: defaults filled in, names normalised, times in milliseconds. */
export interface Catalog {
  readonly format: CatalogFormat
  /** Where the file names the system, to point at when another file claims it too. */
  readonly declaredAt: Place
  readonly slug: string
  readonly name: string
  readonly description: string | null
  readonly team: {
    readonly slug: string
    /** Null when the file does not name it, so that another file's name for the team stands. */
    readonly name: string | null
  }
  /** `owner/name`; null when neither the file nor its source names one. */
  readonly repository: string | null
  readonly links: readonly CatalogLink[]
  /** Patterns of the Markdown files that are read. */
  readonly documents: readonly string[]
  readonly components: readonly CatalogComponent[]
  /** In the order of promotion. */
  readonly stages: readonly CatalogStage[]
  readonly missing: readonly MissingPiece[]
}

/** Line and column in a file, both from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

export interface CatalogLink {
  readonly title: string
  readonly url: string
}

export interface CatalogComponent {
  readonly slug: string
  readonly name: string
  readonly kind: ComponentKind
}

export interface CatalogStage {
  readonly slug: string
  readonly name: string
  readonly risk: StageRisk
  readonly url: string | null
  readonly region: string | null
  readonly hosting: Hosting | null
  /** Null when the stage is watched but not deployed. */
  readonly deploy: CatalogDeploy | null
  readonly probes: readonly CatalogProbe[]
  readonly expectations: CatalogExpectations
  readonly sources: readonly CatalogSource[]
  readonly logs: readonly CatalogLog[]
  readonly backups: readonly CatalogBackupPolicy[]
  readonly configuration: CatalogConfiguration | null
}

/** What is to be backed up, how often, and how well it must be restorable. */
export interface CatalogBackupPolicy {
  readonly slug: string
  readonly component: string
  readonly covers: 'database' | 'files'
  readonly from: BackupOrigin
  /** Exactly one of `schedule` and `everySeconds` is set. */
  readonly schedule: string | null
  readonly everySeconds: number | null
  readonly timeZone: string
  readonly graceSeconds: number
  readonly rpoSeconds: number
  readonly rtoSeconds: number | null
  readonly retentionSeconds: number | null
  readonly region: string | null
  readonly restoreTest: {
    readonly everySeconds: number
    readonly run: RestoreTestRun
    readonly sentinels: readonly Sentinel[]
  } | null
}

export interface CatalogDeploy {
  readonly workflow: string
  readonly ref: string
  readonly commitInput: string
  readonly correlationInput: string
  readonly inputs: Readonly<Record<string, string>>
  readonly verifyWithinSeconds: number
}

export interface CatalogExpectations {
  readonly loadTimeMs?: number
  readonly region?: string
  readonly settings?: readonly string[]
}

export type CatalogProbe = CatalogHttpProbe | CatalogTcpProbe | CatalogHeartbeatProbe

interface MeasuredProbe {
  readonly slug: string
  readonly component: string
}

interface PacedProbe extends MeasuredProbe {
  readonly intervalSeconds: number
  readonly timeoutMs: number
  /** Failures in a row that are tolerated before "down". */
  readonly retries: number
}

export interface CatalogHttpProbe extends PacedProbe {
  readonly kind: 'http'
  readonly url: string
  readonly expect: HttpExpectation
  /** Null when the component's version is read elsewhere or not at all. */
  readonly version: VersionSource | null
}

export interface HttpExpectation {
  readonly status: number
  readonly maxDurationMs: number | null
  readonly json: readonly JsonExpectation[]
  readonly certificateDaysLeft: number | null
}

export interface JsonExpectation {
  readonly path: string
  readonly equals: string | number | boolean | null
}

export interface VersionSource {
  readonly path: string
  readonly commitPath: string | null
}

export interface CatalogTcpProbe extends PacedProbe {
  readonly kind: 'tcp'
  readonly host: string
  readonly port: number
}

export interface CatalogHeartbeatProbe extends MeasuredProbe {
  readonly kind: 'heartbeat'
  /** Exactly one of `periodSeconds` and `schedule` is set. */
  readonly periodSeconds: number | null
  readonly schedule: string | null
  readonly graceSeconds: number
  readonly timeZone: string
}

/** Something a system lacks to be deployed and watched from here, and where. */
export interface MissingPiece {
  readonly piece: MissingPieceName
  readonly stage: string | null
  readonly component: string | null
}
