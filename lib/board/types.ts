import type { z } from 'zod'
import type { StageBackup } from '#lib/backups/types.ts'
import type { System, SystemStage } from '#lib/catalog/schemas.ts'
import type { DeploymentKind, DeploymentState } from '#lib/deployments/vocabulary.ts'
import type { PlatformSummary } from '#lib/hosting/schemas.ts'
import type { Agreement } from '#lib/hosting/vocabulary.ts'
import type { HealthWord, Mark } from './policy.ts'
import type { stageComponentSchema, stagePlatformSchema } from './schemas.ts'

/** The board as the API answers it: what runs where, from the stored state of every stage. */
export interface Board {
  /** When it was read, by the database's clock; ages are told from here. */
  readonly readAt: string
  /** Systems there are; more than `systems` holds when only the first were asked for. */
  readonly total: number
  readonly systems: readonly BoardSystem[]
}

export interface BoardSystem {
  readonly slug: string
  readonly name: string
  /** Slug of the team. */
  readonly team: string
  readonly teamName: string
  /** Pinned by the reader. */
  readonly pinned: boolean
  /** Whether the reader may deploy and roll back here. */
  readonly mayDeploy: boolean
  readonly stages: readonly BoardStage[]
}

export interface BoardStage {
  readonly slug: string
  readonly name: string
  readonly order: number
  readonly risk: StageRisk
  readonly url: string | null
  /** Whether the catalog says how to deploy to it. */
  readonly deployable: boolean
  readonly health: BoardHealth
  readonly running: BoardRunning
  /** How well the platform could be asked; null where nobody is asked. */
  readonly platform: PlatformSummary | null
  /** The newest attempt, however it ended; null when there was none. */
  readonly lastDeployment: BoardDeployment | null
  /** The one that is under way; null when none is. */
  readonly activeDeployment: BoardActiveDeployment | null
  /** The last 24 hours, oldest first: permille of good samples, -1 without any. */
  readonly uptimeHours: readonly number[]
  /** The worst backup policy; null where the catalog asks for no backups. */
  readonly backup: StageBackup | null
  readonly hold: BoardHold | null
}

export type StageRisk = 'development' | 'staging' | 'production'

export interface BoardHealth {
  /** `unknown` once the newest measurement is older than its time to live. */
  readonly status: HealthWord
  /** The word before it became too old, else the same as `status`. */
  readonly last: HealthWord
  readonly since: string | null
  readonly observedAt: string | null
  readonly ttlSeconds: number
  /** A stable word for why it is not healthy. */
  readonly reason: string | null
}

export interface BoardRunning {
  readonly version: string | null
  readonly commitSha: string | null
  readonly since: string | null
  /** When the version endpoint last answered. */
  readonly observedAt: string | null
  readonly agreement: Agreement
}

export interface BoardDeployment {
  readonly id: string
  readonly number: number
  readonly kind: DeploymentKind
  readonly state: DeploymentState
  readonly version: string
  readonly commitSha: string | null
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly reason: string | null
  readonly actor: string
}

export interface BoardActiveDeployment extends BoardDeployment {
  readonly startedAt: string | null
  /** Median of past successes; null before the first. */
  readonly usualDurationSeconds: number | null
}

export interface BoardHold {
  readonly id: string
  readonly kind: 'rollback' | 'manual'
  readonly reason: string
  readonly createdBy: string
  readonly createdAt: string
  readonly until: string | null
}

/** How many stages show each word and each mark. */
export type BoardCounts = Readonly<Record<HealthWord | Mark, number>>

/** A stage as the catalog describes it, with its current state. */
export type StageWithState = SystemStage & BoardStage

export interface SystemOverview extends Omit<System, 'stages'> {
  readonly pinned: boolean
  readonly stages: readonly StageWithState[]
}

export type StageOverview = StageWithState & {
  readonly system: Pick<System, 'slug' | 'name' | 'team' | 'repository'>
}

export type StageComponent = z.infer<typeof stageComponentSchema>

export type StagePlatform = z.infer<typeof stagePlatformSchema>
