import type { CatalogDeploy } from '#lib/catalog/index.ts'

/** A version to go back to, best first. */
export interface SheetVersion {
  readonly version: string
  readonly commitSha: string
  /** ISO 8601. */
  readonly ranFrom: string
  readonly verdict: 'healthy' | 'unhealthy' | 'unknown'
}

/** A release the platform itself can go back to. */
export interface PlatformRelease {
  /** `platform`, or `vercel` for a frontend beside it. */
  readonly source: string
  readonly releaseId: string
  readonly version: string | null
}

export interface SheetPolicy {
  readonly slug: string
  readonly component: string
  readonly covers: 'database' | 'files'
  /** As the catalog says, read by whoever knows the kind. */
  readonly origin: unknown
}

/** Everything a sheet is made of: what the catalog says, and what ran. No value of any setting. */
export interface SheetFacts {
  readonly system: { readonly slug: string; readonly name: string }
  readonly stage: { readonly slug: string; readonly name: string; readonly url: string | null }
  /** `owner/name`, with its host where that is not github.com. */
  readonly repository: string | null
  readonly deploy: CatalogDeploy | null
  readonly hosting: { readonly kind: string; readonly target: unknown } | null
  readonly sources: readonly unknown[]
  readonly logs: readonly unknown[]
  readonly backups: readonly SheetPolicy[]
  readonly running: { readonly version: string | null; readonly commitSha: string | null }
  readonly versions: readonly SheetVersion[]
  readonly platformReleases: readonly PlatformRelease[]
  /** Steps from the repository for deploying and migrating. */
  readonly runbooks: readonly {
    readonly title: string
    readonly steps: readonly { readonly text: string; readonly command: string | null }[]
  }[]
}

export const sheetParts = ['look', 'deploy', 'roll-back', 'logs', 'restore'] as const

export type SheetPart = (typeof sheetParts)[number]

/** What to do, and the commands that do it. */
export interface SheetStep {
  readonly part: SheetPart
  readonly text: string
  /** Lines of a POSIX shell. */
  readonly commands: readonly string[]
}
