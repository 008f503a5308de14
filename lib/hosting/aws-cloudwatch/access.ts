import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { AccessTrial, AwsPrincipal } from '../aws/check-aws-access.ts'
import type { Aws } from '../aws/connect-aws.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import { HostingError } from '../failure.ts'
import { getLogGroup } from './find-log-group.ts'
import { readResults, stopQuery, tryQuery } from './insights.ts'
import { tailOnce } from './live-tail.ts'
import type { CloudWatchTarget } from './target.ts'

/** Every right the logs need. Trying Live Tail opens one session for a moment, trying queries starts one and stops it. */
export function listTrials(
  aws: Aws,
  client: CloudWatchLogsClient,
  { group }: CloudWatchTarget,
): readonly AccessTrial[] {
  const insights = { aws, client, group, component: null }
  const query: { id: string | null } = { id: null }
  return [
    toTrial('logs:DescribeLogGroups', (signal) => getLogGroup(aws, client, group, signal)),
    toTrial('logs:FilterLogEvents', (signal) => readOne(aws, client, group, signal)),
    toTrial('logs:StartLiveTail', async (signal) => {
      const { arn } = await getLogGroup(aws, client, group, signal)
      for await (const _ of tailOnce({ aws, groupArn: arn, pattern: null }, signal)) return
    }),
    toTrial('logs:StartQuery', async (signal) => {
      query.id = await tryQuery(insights, signal)
    }),
    ofQuery(query, 'logs:GetQueryResults', async (id, signal) => {
      await readResults(insights, id, signal)
    }),
    ofQuery(query, 'logs:StopQuery', async (id, signal) => {
      if ((await stopQuery(insights, id, signal)) !== 'denied') return
      throw new HostingError('denied', `AWS denies logs:StopQuery to ${aws.identity}.`)
    }),
  ]
}

/** `stream-logs:` and `logs:` are two addresses of one service; both are allowed by these actions. */
export function listStatements(
  region: string,
  { group }: CloudWatchTarget,
  { partition, account }: AwsPrincipal,
): readonly PolicyStatement[] {
  const ofAccount = `arn:${partition}:logs:${region}:${account}`
  return [
    {
      sid: 'ReadOneLogGroup',
      actions: ['logs:FilterLogEvents', 'logs:StartLiveTail', 'logs:StartQuery'],
      resources: [`${ofAccount}:log-group:${group}`, `${ofAccount}:log-group:${group}:*`],
    },
    {
      sid: 'FindLogGroupsAndQueries',
      actions: ['logs:DescribeLogGroups', 'logs:GetQueryResults', 'logs:StopQuery'],
      resources: ['*'],
    },
  ]
}

function toTrial(permission: string, work: (signal: AbortSignal) => Promise<unknown>): AccessTrial {
  return {
    permission,
    capability: 'logs',
    async attempt(signal) {
      await work(signal)
      return 'granted'
    },
  }
}

function ofQuery(
  query: { readonly id: string | null },
  permission: string,
  work: (id: string, signal: AbortSignal) => Promise<void>,
): AccessTrial {
  return {
    permission,
    capability: 'logs',
    async attempt(signal) {
      if (query.id === null) return 'unknown'
      await work(query.id, signal)
      return 'granted'
    },
  }
}

async function readOne(
  aws: Aws,
  client: CloudWatchLogsClient,
  group: string,
  signal: AbortSignal,
): Promise<void> {
  const input = { logGroupName: group, startTime: Date.now() - 1_000, limit: 1 }
  await aws.call(
    {
      action: 'logs:FilterLogEvents',
      answer: z.object({ events: z.array(z.unknown()) }),
      send: (abortSignal) => client.send(new FilterLogEventsCommand(input), { abortSignal }),
    },
    signal,
  )
}
