import { type AwsCall, AwsFailure } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { compilePattern, invalid } from './filter-pattern.ts'
import type { LogGroup, StoredEvent } from './log-store.ts'

interface Position {
  readonly generation: number
  readonly offset: number
  readonly isNewestFirst: boolean
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
const callsPerSecond = 5

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export function createFilterLogEvents(world: AwsWorld) {
  const { logs } = world.content
  const calls = new Map<string, number[]>()
  return (call: AwsCall) => {
    countCall(calls, call.region)
    const { input } = call
    const position = toPosition(input)
    if (position.generation !== 0 && position.generation !== logs.tokenGeneration()) {
      throw invalid('The specified nextToken is invalid.')
    }
    if (logs.script.emptyPages > 0) {
      logs.script.emptyPages -= 1
      return { events: [], searchedLogStreams: [], nextToken: toToken(position, logs) }
    }
    const found = findEvents(requireGroup(world, call), input, position.isNewestFirst)
    const limit = Math.min(Number(input.limit ?? 10_000), logs.script.eventsPerPage)
    const end = position.offset + limit
    return {
      events: found.slice(position.offset, end).map(toEvent),
      searchedLogStreams: [],
      ...(end < found.length ? { nextToken: toToken({ ...position, offset: end }, logs) } : {}),
    }
  }
}

export function requireGroup({ content }: AwsWorld, { input, region }: AwsCall): LogGroup {
  if ((input.logGroupName === undefined) === (input.logGroupIdentifier === undefined)) {
    throw invalid('Exactly one of logGroupName and logGroupIdentifier is needed.')
  }
  const group = content.logs.findGroup(
    String(input.logGroupName ?? input.logGroupIdentifier)
      .split(':')
      .at(-1) ?? '',
    region,
  )
  if (group) return group
  throw new AwsFailure('ResourceNotFoundException', 'The specified log group does not exist.')
}

function countCall(calls: Map<string, number[]>, region: string): void {
  const now = performance.now()
  const recent = (calls.get(region) ?? []).filter((at) => at > now - 1_000)
  if (recent.length >= callsPerSecond) throw new AwsFailure('ThrottlingException', 'Rate exceeded')
  calls.set(region, [...recent, now])
}

function findEvents(group: LogGroup, input: AwsCall['input'], isNewestFirst: boolean) {
  const from = Number(input.startTime ?? 0)
  const to = Number(input.endTime ?? Number.POSITIVE_INFINITY)
  if (isNewestFirst && from < Date.UTC(2024, 0, 1)) {
    throw invalid('startFromHead=false needs a startTime on or after 2024-01-01.')
  }
  const matches = compilePattern(input.filterPattern)
  const found = group.events.filter(({ at, message }) => at >= from && at <= to && matches(message))
  return isNewestFirst ? found.toReversed() : found
}

function toPosition(input: AwsCall['input']): Position {
  if (typeof input.nextToken !== 'string') {
    return { generation: 0, offset: 0, isNewestFirst: input.startFromHead === false }
  }
  const [generation, offset, direction] = input.nextToken.split('.')
  return {
    generation: Number(generation),
    offset: Number(offset),
    isNewestFirst: direction === 'newest',
  }
}

function toToken(position: Position, logs: AwsWorld['content']['logs']): string {
  const direction = position.isNewestFirst ? 'newest' : 'oldest'
  return `${logs.tokenGeneration()}.${position.offset}.${direction}`
}

function toEvent({ id, stream, at, ingestedAt, message }: StoredEvent) {
  return { eventId: id, logStreamName: stream, timestamp: at, ingestionTime: ingestedAt, message }
}
