import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'

export interface LogGroup {
  /** Without `:*` at its end, as Live Tail wants it. */
  readonly arn: string
  /** Days; null when lines never expire. */
  readonly retentionDays: number | null
}

const Answer = z.object({
  logGroups: z.array(
    z.object({
      logGroupName: z.string(),
      arn: z.string(),
      retentionInDays: z.int().positive().optional(),
    }),
  ),
  nextToken: z.string().optional(),
})

const pagesAtMost = 20

/** Throws `HostingError` `not_found` when the group was deleted or never was. */
export async function getLogGroup(
  aws: Aws,
  client: CloudWatchLogsClient,
  name: string,
  signal: AbortSignal,
): Promise<LogGroup> {
  let nextToken: string | undefined
  for (let page = 0; page < pagesAtMost; page += 1) {
    const input = { logGroupNamePrefix: name, ...(nextToken ? { nextToken } : {}) }
    const answer = await aws.call(
      {
        action: 'logs:DescribeLogGroups',
        answer: Answer,
        send: (abortSignal) => client.send(new DescribeLogGroupsCommand(input), { abortSignal }),
      },
      signal,
    )
    const found = answer.logGroups.find(({ logGroupName }) => logGroupName === name)
    if (found) {
      const { arn, retentionInDays } = found
      return { arn: arn.replace(/:\*$/, ''), retentionDays: retentionInDays ?? null }
    }
    nextToken = answer.nextToken
    if (!nextToken) break
  }
  throw new HostingError(
    'not_found',
    `There is no log group ${name} in ${aws.region}. Compare the catalog file with the account.`,
  )
}
