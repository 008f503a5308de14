import type { DeployRequest, StageReport } from '../host/stage-runtime.ts'
import type { AwsContent } from './content.ts'
import type { Principals } from './principals.ts'

/** The sample systems as AWS runs them. */
export interface AwsStages {
  /** Null for a stage that does not exist. */
  findReport(system: string, stage: string): StageReport | null
  /** Variables the platform gives every process of the stage. */
  getSettings(system: string, stage: string): Readonly<Record<string, string>>
  /** Throws when the release cannot be started; what ran before is gone then, unless `overlap`. */
  deploy(system: string, stage: string, request: DeployRequest): Promise<StageReport>
  /** Versions that were built, newest first: tags of the repository with their commits. */
  listBuilt(system: string): Promise<readonly BuiltVersion[]>
}

export interface BuiltVersion {
  readonly version: string
  readonly commit: string
  readonly builtAt: Date
}

/** What all services of the stand-in share. */
export interface AwsWorld {
  readonly accountId: string
  /** Regions that are switched on. */
  readonly regions: readonly string[]
  readonly principals: Principals
  readonly stages: AwsStages
  readonly content: AwsContent
  /** Folder for what must survive a restart. */
  readonly folder: string
  readonly now: () => Date
}
