import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AwsCall, AwsFailure, RawAnswer } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { encodeMessage } from './event-stream.ts'
import { compilePattern, invalid } from './filter-pattern.ts'
import type { LogGroup, LogStore, StoredEvent, TailEnd } from './log-store.ts'

const updateMs = 1_000
const sessionMs = 3 * 3_600_000
const eventsPerUpdate = 500

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html */
export function startLiveTail(
  { content: { logs }, accountId }: AwsWorld,
  call: AwsCall,
): RawAnswer {
  const identifiers = call.input.logGroupIdentifiers
  const arn = Array.isArray(identifiers) && identifiers.length === 1 ? String(identifiers[0]) : ''
  const prefix = `arn:aws:logs:${call.region}:${accountId}:log-group:`
  if (!arn.startsWith(prefix) || arn.endsWith('*')) throw invalid('Log groups are named by ARN.')
  const group = logs.findGroup(arn.slice(prefix.length), call.region)
  if (!group) {
    throw new AwsFailure('ResourceNotFoundException', 'The specified log group does not exist.')
  }
  const matches = compilePattern(call.input.logEventFilterPattern)
  return new RawAnswer(
    200,
    { 'content-type': 'application/vnd.amazon.eventstream' },
    runSession(logs, group, arn, matches),
  )
}

async function* runSession(
  logs: LogStore,
  group: LogGroup,
  arn: string,
  matches: (message: string) => boolean,
): AsyncGenerator<Buffer> {
  const waiting: StoredEvent[] = []
  let end: TailEnd | null = null
  const unsubscribe = logs.subscribe(group, (events) => {
    waiting.push(...events.filter(({ message }) => matches(message)))
  })
  const stopListening = logs.onTailEnd((reason) => {
    end = reason
  })
  const over = Date.now() + sessionMs
  try {
    yield event('initial-response', {})
    yield event('sessionStart', {
      requestId: randomUUID(),
      sessionId: randomUUID(),
      logGroupIdentifiers: [arn],
    })
    while (end === null && Date.now() < over) {
      yield event('sessionUpdate', toUpdate(waiting.splice(0), arn))
      await sleep(updateMs / 4)
    }
    if (end === 'cut') throw new Error('The stand-in cut the connection of a live tail.')
    yield exception(end ?? 'session_over')
  } finally {
    unsubscribe()
    stopListening()
  }
}

/** More than 500 lines at once are thinned out, as AWS does within a second. */
function toUpdate(events: readonly StoredEvent[], arn: string) {
  const sampled = events.length > eventsPerUpdate
  const step = events.length / eventsPerUpdate
  const chosen = sampled
    ? Array.from({ length: eventsPerUpdate }, (_, index) => events[Math.floor(index * step)])
    : events
  return {
    sessionMetadata: { sampled },
    sessionResults: chosen.flatMap((each) =>
      each
        ? [
            {
              logStreamName: each.stream,
              logGroupIdentifier: arn,
              message: each.message,
              timestamp: each.at,
              ingestionTime: each.ingestedAt,
            },
          ]
        : [],
    ),
  }
}

function event(type: string, body: unknown): Buffer {
  return encodeMessage(
    { ':message-type': 'event', ':event-type': type, ':content-type': 'application/json' },
    body,
  )
}

function exception(end: TailEnd): Buffer {
  const type = end === 'session_over' ? 'SessionTimeoutException' : 'SessionStreamingException'
  return encodeMessage(
    { ':message-type': 'exception', ':exception-type': type, ':content-type': 'application/json' },
    { message: 'The sandbox ended the session.' },
  )
}
