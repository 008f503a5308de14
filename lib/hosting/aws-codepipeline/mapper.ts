import { toWords } from '../aws/read-aws-error.ts'
import type { PlatformFact } from '../port.ts'
import type { PipelineStage } from './client.ts'

/** One fact for each stage; null for one that nothing has passed yet. */
export function toFacts(pipeline: string, stages: readonly PipelineStage[]): PlatformFact[] {
  return stages.map(({ stageName, latestExecution }) => ({
    name: 'pipeline_state',
    subject: toWords(`${pipeline}/${stageName}`) ?? pipeline,
    value: toWords(latestExecution?.status),
  }))
}
