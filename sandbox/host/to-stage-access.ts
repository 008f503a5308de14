import { join } from 'node:path'
import type { SampleStageAccess } from '../rest/sample-stage.ts'
import type { StageDefinition } from './process-definitions.ts'
import type { StageRuntime } from './stage-runtime.ts'

/** A stage as the stand-in of its platform works with it. */
export function toStageAccess(
  hostFolder: string,
  { system, stage, settings }: StageDefinition,
  runtime: StageRuntime,
): SampleStageAccess {
  const folder = join(hostFolder, 'stages', system, stage)
  return {
    report: runtime.report,
    deploy: runtime.deploy,
    settings,
    findLogFile: (component) => join(folder, 'logs', `${component}.log`),
    dataFolder: join(folder, 'data'),
  }
}
