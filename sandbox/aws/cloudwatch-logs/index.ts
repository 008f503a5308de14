import type { AwsCall, AwsService } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { createFilterLogEvents } from './filter-log-events.ts'
import { createInsights } from './insights.ts'
import type { LogGroup } from './log-store.ts'
import { startLiveTail } from './start-live-tail.ts'

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/ */
export function createCloudWatchLogs(world: AwsWorld): AwsService {
  const insights = createInsights(world)
  return {
    signingName: 'logs',
    protocol: 'json',
    operations: [
      { name: 'DescribeLogGroups', handle: (call) => describeGroups(world, call) },
      { name: 'FilterLogEvents', handle: createFilterLogEvents(world) },
      { name: 'StartLiveTail', handle: (call) => startLiveTail(world, call) },
      { name: 'StartQuery', handle: insights.start },
      { name: 'GetQueryResults', handle: insights.read },
      { name: 'StopQuery', handle: insights.stop },
    ],
  }
}

const groupsPerPage = 50

function describeGroups({ content, accountId }: AwsWorld, { input, region }: AwsCall) {
  const prefix = String(input.logGroupNamePrefix ?? '')
  const groups = content.logs.listGroups(region).filter(({ name }) => name.startsWith(prefix))
  const start = Number(input.nextToken ?? 0)
  const end = start + groupsPerPage
  return {
    logGroups: groups.slice(start, end).map((group) => toGroup(group, accountId)),
    ...(end < groups.length ? { nextToken: String(end) } : {}),
  }
}

function toGroup({ name, region, createdAt, retentionDays, events }: LogGroup, accountId: string) {
  const arn = `arn:aws:logs:${region}:${accountId}:log-group:${name}`
  return {
    logGroupName: name,
    arn: `${arn}:*`,
    logGroupArn: arn,
    creationTime: createdAt,
    storedBytes: events.reduce((sum, { message }) => sum + message.length, 0),
    ...(retentionDays === null ? {} : { retentionInDays: retentionDays }),
  }
}
