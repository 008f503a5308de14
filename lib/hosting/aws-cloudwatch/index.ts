import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { checkAwsAccess } from '../aws/check-aws-access.ts'
import { connectAws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { AdapterOptions } from '../create-options.ts'
import type { PlatformAdapter } from '../port.ts'
import { listStatements, listTrials } from './access.ts'
import { getLogGroup } from './find-log-group.ts'
import { createLogSource } from './log-source.ts'
import type { CloudWatchTarget } from './target.ts'

export interface CloudWatchOptions extends AdapterOptions {
  readonly target: CloudWatchTarget
  readonly credential: AwsCredential
}

/** One log group of CloudWatch Logs. */
export function createCloudWatchAdapter(options: CloudWatchOptions): PlatformAdapter {
  const { target, credential, endpoint } = options
  const aws = connectAws({ region: target.region, credential, endpoint })
  const client = new CloudWatchLogsClient(aws.clientConfig)
  return {
    kind: 'aws-cloudwatch',
    checkAccess: (signal) =>
      checkAwsAccess(
        aws,
        listTrials({ aws, client, credential, group: target.group }),
        (principal) => listStatements(aws.region, target, principal),
        signal,
      ),
    logs: createLogSource({ aws, client, credential, target }),
    facts: {
      async readFacts(signal) {
        const { arn, retentionDays } = await getLogGroup(aws, client, target.group, signal)
        return [
          { name: 'region', subject: target.group, value: arn.split(':')[3] ?? aws.region },
          { name: 'log_retention_days', subject: target.group, value: retentionDays },
        ]
      },
    },
  }
}
