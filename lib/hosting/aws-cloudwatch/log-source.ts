import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { Aws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { LogItem, LogQuery, LogSource } from '../log-port.ts'
import type { EventPages } from './event-pages.ts'
import { getLogGroup } from './find-log-group.ts'
import { follow } from './follow.ts'
import { isQueryRefused, readByInsights, wideWindowMs } from './insights.ts'
import { tailOnce } from './live-tail.ts'
import { toNotice } from './log-items.ts'
import { openPages } from './open-pages.ts'
import { readNewestFirst } from './read-newest-first.ts'
import { toFilterPattern, toInsightsQuery } from './search-text.ts'
import type { CloudWatchTarget } from './target.ts'

export interface LogSourceOptions {
  readonly aws: Aws
  readonly client: CloudWatchLogsClient
  readonly credential: AwsCredential
  readonly target: CloudWatchTarget
}

const dayMs = 86_400_000

export function createLogSource(options: LogSourceOptions): LogSource {
  const { aws, client, credential, target } = options
  const component = target.component ?? null
  const group = (signal: AbortSignal) => getLogGroup(aws, client, target.group, signal)
  const open = (signal: AbortSignal) =>
    openPages({ aws, client, credential, group: target.group }, signal)
  return {
    searchesText: true,
    components: component === null ? null : [component],
    async *read(query, signal) {
      if (!concerns(component, query.components)) return
      yield* readWindow({ aws, client, group: target.group, component }, query, open, signal)
      const { retentionDays } = await group(signal).catch(() => ({ retentionDays: null }))
      const keptFrom = retentionDays === null ? null : Date.now() - retentionDays * dayMs
      if (keptFrom !== null && query.from.getTime() < keptFrom) yield toNotice('expired', keptFrom)
    },
    async *follow({ text, components }, signal) {
      if (!concerns(component, components)) return
      const [pages, { arn }] = await Promise.all([open(signal), group(signal)])
      const pattern = toFilterPattern(text)
      const tail = (within: AbortSignal) => tailOnce({ aws, groupArn: arn, pattern }, within)
      yield* follow({ pages, component, tail, checkGroup: group }, text, signal)
    },
    readRetentionDays: async (signal) => (await group(signal)).retentionDays,
  }
}

type InsightsOptions = Parameters<typeof readByInsights>[0]

/** A wide window with a text goes to Logs Insights, everything else and whatever that refuses page by page. */
async function* readWindow(
  options: InsightsOptions,
  query: LogQuery,
  open: (signal: AbortSignal) => Promise<EventPages>,
  signal: AbortSignal,
): AsyncGenerator<LogItem> {
  const isWide = query.to.getTime() - query.from.getTime() >= wideWindowMs
  const { text } = query
  if (text !== null && isWide && toInsightsQuery(text, 1) !== null) {
    try {
      return yield* readByInsights(options, { ...query, text }, signal)
    } catch (error) {
      if (signal.aborted || !isQueryRefused(error)) throw error
    }
  }
  yield* readNewestFirst(await open(signal), query, options.component, signal)
}

function concerns(component: string | null, asked: readonly string[] | null): boolean {
  return component === null || asked === null || asked.includes(component)
}
