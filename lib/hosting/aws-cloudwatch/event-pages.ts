import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'
import type { LogEvent } from './line-sieve.ts'
import { keepPage, type PageKey, recallPage } from './page-cache.ts'
import type { RequestSlots } from './request-slots.ts'

export interface PageRequest {
  /** Milliseconds since 1970, both included. */
  readonly from: number
  readonly to: number
  readonly pattern: string | null
  readonly token: string | null
  readonly limit: number
  readonly isNewestFirst: boolean
}

/** Part of an answer: it may be empty while there is a token for the next. */
export interface EventPage {
  readonly events: readonly LogEvent[]
  readonly token: string | null
}

export interface EventPages {
  /** Waits for its turn and asks once. Throws `HostingError`. */
  read(request: PageRequest, signal: AbortSignal): Promise<EventPage>
  /** Nobody asks for a while. */
  postpone(delayMs: number): Promise<void>
}

export interface EventPagesOptions {
  readonly aws: Aws
  readonly client: CloudWatchLogsClient
  readonly group: string
  readonly slots: RequestSlots
  /** What keeps apart groups of the same name in the cache. */
  readonly account: string
}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
const largestPage = 10_000

const Answer = z
  .object({
    events: z.array(
      z.object({
        logStreamName: z.string().optional(),
        timestamp: z.number(),
        message: z.string(),
      }),
    ),
    nextToken: z.string().min(1).optional(),
  })
  .transform(
    ({ events, nextToken }): EventPage => ({
      events: events.map(toEvent),
      token: nextToken ?? null,
    }),
  )

export function openEventPages(options: EventPagesOptions): EventPages {
  const { aws, client, group, slots, account } = options
  return {
    async read(request, signal) {
      const key: PageKey = [account, aws.region, group, request]
      const known = recallPage(key)
      if (known) return known
      if (!(await slots.take(signal))) throw queueIsLong(aws.region)
      const page = await aws.call(
        {
          action: 'logs:FilterLogEvents',
          answer: Answer,
          send: (abortSignal) =>
            client.send(new FilterLogEventsCommand(toInput(group, request)), { abortSignal }),
        },
        signal,
      )
      if (request.to < Date.now()) keepPage(key, page)
      return page
    },
    postpone: slots.postpone,
  }
}

/** A token lives a day; AWS refuses an old one as a wrong parameter. */
export function isTokenRefused(error: unknown, request: PageRequest): boolean {
  return (
    request.token !== null &&
    error instanceof HostingError &&
    error.details.code === 'InvalidParameterException'
  )
}

function toInput(group: string, request: PageRequest) {
  const { from, to, pattern, token, limit, isNewestFirst } = request
  return {
    logGroupName: group,
    startTime: from,
    endTime: to,
    limit: Math.min(limit, largestPage),
    startFromHead: !isNewestFirst,
    ...(pattern === null ? {} : { filterPattern: pattern }),
    ...(token === null ? {} : { nextToken: token }),
  }
}

/** The line end belongs to how it was written, not to what was said. */
function toEvent(event: {
  logStreamName?: string | undefined
  timestamp: number
  message: string
}) {
  const { logStreamName, timestamp, message } = event
  return { at: timestamp, stream: logStreamName ?? null, text: message.replace(/\r?\n$/, '') }
}

function queueIsLong(region: string): HostingError {
  return new HostingError(
    'throttled',
    `Too many people search logs in ${region} right now: AWS answers five searches a second for the whole account.`,
    { retryAfterSeconds: 2 },
  )
}
