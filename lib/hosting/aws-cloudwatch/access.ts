import type { AccessTrial, AwsPrincipal } from '../aws/check-aws-access.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import { HostingError } from '../failure.ts'
import { getLogGroup } from './find-log-group.ts'
import { readResults, stopQuery, tryQuery } from './insights.ts'
import { tailOnce } from './live-tail.ts'
import { type OpenPagesOptions, openPages } from './open-pages.ts'
import type { CloudWatchTarget } from './target.ts'

/** Every right the logs need. Trying Live Tail opens one session for a moment, trying queries starts one and stops it. */
export function listTrials(options: OpenPagesOptions): readonly AccessTrial[] {
  const { aws, client, group } = options
  const insights = { aws, client, group, component: null }
  const query: { id: string | null } = { id: null }
  return [
    toTrial('logs:DescribeLogGroups', (signal) => getLogGroup(aws, client, group, signal)),
    toTrial('logs:FilterLogEvents', (signal) => readOne(options, signal)),
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

/** The smallest search there is, in the queue like every other. */
async function readOne(options: OpenPagesOptions, signal: AbortSignal): Promise<void> {
  const pages = await openPages(options, signal)
  const to = Date.now()
  const window = { from: to - 1_000, to, limit: 1, isNewestFirst: true }
  await pages.read({ ...window, pattern: null, token: null }, signal)
}
