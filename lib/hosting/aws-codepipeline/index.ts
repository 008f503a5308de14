import { checkAwsAccess } from '../aws/check-aws-access.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { AdapterOptions } from '../create-options.ts'
import type { PlatformAdapter } from '../port.ts'
import { createPipelineClient } from './client.ts'
import { toFacts } from './mapper.ts'
import type { CodePipelineTarget } from './target.ts'

export interface CodePipelineOptions extends AdapterOptions {
  readonly target: CodePipelineTarget
  readonly credential: AwsCredential
}

const permission = 'codepipeline:GetPipelineState'

/** Where a pipeline stands, stage by stage. The portal starts none. */
export function createCodePipelineAdapter(options: CodePipelineOptions): PlatformAdapter {
  const { target, credential, endpoint } = options
  const { region, pipeline } = target
  const client = createPipelineClient({ target, credential, endpoint })
  return {
    kind: 'aws-codepipeline',
    checkAccess: (signal) =>
      checkAwsAccess(
        client.aws,
        [
          {
            permission,
            capability: 'facts',
            attempt: (within) => client.readStages(within).then(() => 'granted'),
          },
        ],
        ({ account, partition }) => [
          {
            sid: 'ReadPipeline',
            actions: [permission],
            resources: [`arn:${partition}:codepipeline:${region}:${account}:${pipeline}`],
          },
        ],
        signal,
      ),
    facts: {
      readFacts: async (signal) => toFacts(pipeline, await client.readStages(signal)),
    },
  }
}
