import { CodePipelineClient, GetPipelineStateCommand } from '@aws-sdk/client-codepipeline'
import { z } from 'zod'
import { type Aws, type AwsOptions, connectAws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'
import type { CodePipelineTarget } from './target.ts'

const Stage = z.object({
  stageName: z.string(),
  /** Absent before the first execution. */
  latestExecution: z.object({ status: z.string() }).optional(),
})

export type PipelineStage = z.output<typeof Stage>

export interface PipelineClient {
  readonly aws: Aws
  /** In the order of the pipeline. Every pipeline has at least two stages; none is no answer. */
  readStages(signal: AbortSignal): Promise<readonly PipelineStage[]>
}

export function createPipelineClient(
  options: Omit<AwsOptions, 'region'> & { target: CodePipelineTarget },
): PipelineClient {
  const { pipeline: name, region } = options.target
  const aws = connectAws({ ...options, region })
  const client = new CodePipelineClient(aws.clientConfig)
  return {
    aws,
    async readStages(signal) {
      const command = new GetPipelineStateCommand({ name })
      const { stageStates } = await aws.call(
        {
          action: 'codepipeline:GetPipelineState',
          answer: z.object({ stageStates: z.array(Stage) }),
          send: (abortSignal) => client.send(command, { abortSignal }),
        },
        signal,
      )
      if (stageStates.length > 0) return stageStates
      throw new HostingError('empty_answer', `CodePipeline told of no stage of "${name}".`)
    },
  }
}
