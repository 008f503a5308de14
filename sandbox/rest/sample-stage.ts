import type { DeployRequest, StageReport } from '../host/stage-runtime.ts'

/** One stage of a sample system as a platform that runs it sees it. */
export interface SampleStageAccess {
  report(): StageReport
  /** Throws when the release cannot be started. */
  deploy(request: DeployRequest): Promise<StageReport>
  /** Variables the platform gives every process. */
  readonly settings: Readonly<Record<string, string>>
  /** Where the processes of a component write. */
  findLogFile(component: string): string
  /** What outlives releases. */
  readonly dataFolder: string
}
