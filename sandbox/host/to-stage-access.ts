import { join } from 'node:path'
import type { SampleStageAccess } from '../rest/sample-stage.ts'
import type { StageRuntime } from './stage-runtime.ts'

/** A stage as the stand-in of its platform works with it. */
export function toStageAccess(runtime: StageRuntime): SampleStageAccess {
  const { report, deploy, settings, folder } = runtime
  return {
    ...{ report, deploy, settings },
    findLogFile: (component) => join(folder, 'logs', `${component}.log`),
    dataFolder: join(folder, 'data'),
  }
}
