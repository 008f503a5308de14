import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'
import type { LogItem, LogQuery } from '../log-port.ts'
import { createLineSieve, type LogEvent } from './line-sieve.ts'
import { toLineItem, toNotice } from './log-items.ts'
import { pause } from './pause.ts'
import { containsText, toInsightsQuery } from './search-text.ts'

export interface InsightsOptions {
  readonly aws: Aws
  readonly client: CloudWatchLogsClient
  readonly group: string
  readonly component: string | null
  /** Between two looks at a query that runs. Default 1 000. */
  readonly pollMs?: number
}

/** Windows from here on are searched by Logs Insights: page by page they would take minutes. */
export const wideWindowMs = 12 * 3_600_000

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
const linesAtMost = 10_000
const looksAtMost = 300

const Started = z.object({ queryId: z.string().min(1) })
const Results = z.object({
  status: z.string(),
  results: z
    .array(z.array(z.object({ field: z.string().optional(), value: z.string().optional() })))
    .default([]),
})

/** Searches a wide window, newest first. Throws before the first item when the portal may not or cannot query. */
export async function* readByInsights(
  options: InsightsOptions,
  query: LogQuery & { readonly text: string },
  signal: AbortSignal,
): AsyncGenerator<LogItem> {
  const limit = Math.min(query.limit, linesAtMost)
  const queryId = await startQuery(options, query, limit, signal)
  let events: readonly LogEvent[] | null = null
  try {
    for (let look = 0; events === null; look += 1) {
      if (look === looksAtMost) throw endedBadly('Timeout')
      events = await readResults(options, queryId, signal)
      if (events !== null) break
      yield toNotice('searching')
      await pause(options.pollMs ?? 1_000, signal)
    }
  } finally {
    if (events === null) await stopQuery(options, queryId)
  }
  const pass = createLineSieve().openPass()
  for (const event of events) {
    if (!isWithin(event, query) || !containsText(event.text, query.text)) continue
    yield toLineItem(pass(event) ?? '', event, options.component)
  }
  if (events.length >= limit) yield toNotice('truncated', events.at(-1)?.at ?? null)
}

/** Whether searching page by page may succeed where the query was refused. */
export function isQueryRefused(error: unknown): boolean {
  return (
    error instanceof HostingError &&
    ['denied', 'rejected', 'throttled', 'unsupported'].includes(error.failure)
  )
}

/** Starts the smallest query there is and stops it: what the rights for queries allow can only be seen so. */
export async function tryQuery(options: InsightsOptions, signal: AbortSignal): Promise<string> {
  const to = new Date()
  const query = { from: new Date(to.getTime() - 1_000), to, text: 'leitstand' }
  return startQuery(options, query, 1, signal)
}

async function startQuery(
  { aws, client, group }: InsightsOptions,
  { from, to, text }: Pick<LogQuery, 'from' | 'to'> & { readonly text: string },
  limit: number,
  signal: AbortSignal,
): Promise<string> {
  const queryString = toInsightsQuery(text, limit)
  if (queryString === null) throw new HostingError('unsupported', 'This text cannot be queried.')
  const input = {
    logGroupName: group,
    // Seconds, unlike everything else in this service.
    startTime: Math.floor(from.getTime() / 1_000),
    endTime: Math.ceil(to.getTime() / 1_000),
    queryString,
    limit,
  }
  const { queryId } = await aws.call(
    {
      action: 'logs:StartQuery',
      answer: Started,
      send: (abortSignal) => client.send(new StartQueryCommand(input), { abortSignal }),
    },
    signal,
  )
  return queryId
}

/** The found lines; null while the query runs. */
export async function readResults(
  { aws, client }: InsightsOptions,
  queryId: string,
  signal: AbortSignal,
): Promise<readonly LogEvent[] | null> {
  const { status, results } = await aws.call(
    {
      action: 'logs:GetQueryResults',
      answer: Results,
      send: (abortSignal) => client.send(new GetQueryResultsCommand({ queryId }), { abortSignal }),
    },
    signal,
  )
  if (status === 'Scheduled' || status === 'Running') return null
  if (status !== 'Complete') throw endedBadly(status)
  return results.map((row) => toEvent(new Map(row.map(({ field, value }) => [field, value]))))
}

/** Queries that run on cost money and one of a hundred places. */
export async function stopQuery(
  { aws, client }: InsightsOptions,
  queryId: string,
  signal: AbortSignal = AbortSignal.timeout(5_000),
): Promise<'stopped' | 'denied' | 'unknown'> {
  try {
    await aws.call(
      {
        action: 'logs:StopQuery',
        answer: z.object({ success: z.boolean().optional() }),
        send: (abortSignal) => client.send(new StopQueryCommand({ queryId }), { abortSignal }),
      },
      signal,
    )
    return 'stopped'
  } catch (error) {
    // It ends by itself after an hour at the latest, and what led here is worth more than this.
    return error instanceof HostingError && error.failure === 'denied' ? 'denied' : 'unknown'
  }
}

function toEvent(row: ReadonlyMap<string | undefined, string | undefined>): LogEvent {
  const at = Date.parse(`${row.get('@timestamp')?.replace(' ', 'T')}Z`)
  const text = row.get('@message')
  if (Number.isNaN(at) || text === undefined) {
    throw new HostingError('invalid_answer', 'Logs Insights gave a line without time or text.')
  }
  return { at, stream: row.get('@logStream') ?? null, text: text.replace(/\r?\n$/, '') }
}

function isWithin({ at }: LogEvent, { from, to }: LogQuery): boolean {
  return at >= from.getTime() && at <= to.getTime()
}

function endedBadly(status: string): HostingError {
  const failure = status === 'Timeout' ? 'timed_out' : 'invalid_answer'
  return new HostingError(
    failure,
    `Logs Insights ended the search without a result (${status.slice(0, 40)}). Search a shorter window.`,
  )
}
