import {
  CloudWatchLogsClient,
  StartLiveTailCommand,
  type StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import type { LogEvent } from './line-sieve.ts'

export interface TailUpdate {
  readonly events: readonly LogEvent[]
  /** Whether more than 500 lines came within the second and AWS chose among them. */
  readonly isSampled: boolean
}

/** What a session says: that it stands, what came within a second, or how it ended. */
export type TailEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'update'; readonly update: TailUpdate }
  | { readonly kind: 'ended'; readonly reason: 'session_over' | 'cut' }

export interface LiveTailOptions {
  readonly aws: Aws
  readonly groupArn: string
  readonly pattern: string | null
  /** A session that is silent this long is dead: a living one speaks every second. Default 20 000. */
  readonly silenceMs?: number
}

const isStream = (value: unknown) =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
const Answer = z.object({
  responseStream: z.custom<AsyncIterable<StartLiveTailResponseStream>>(isStream),
})
const Update = z.object({
  sessionMetadata: z.object({ sampled: z.boolean().optional() }).optional(),
  sessionResults: z
    .array(
      z.object({
        logStreamName: z.string().optional(),
        timestamp: z.number(),
        message: z.string(),
      }),
    )
    .default([]),
})

/**
 * One Live Tail session, three hours at most. Sessions are billed by the minute, so its connection is closed as soon as
 * nobody listens. Throws when it cannot be opened; whatever ends it later is its last event.
 */
export async function* tailOnce(
  { aws, groupArn, pattern, silenceMs = 20_000 }: LiveTailOptions,
  signal: AbortSignal,
): AsyncGenerator<TailEvent> {
  const client = new CloudWatchLogsClient(aws.clientConfig)
  const hangUp = new AbortController()
  const input = {
    logGroupIdentifiers: [groupArn],
    ...(pattern === null ? {} : { logEventFilterPattern: pattern }),
  }
  try {
    const { responseStream } = await aws.call(
      {
        action: 'logs:StartLiveTail',
        answer: Answer,
        send: () =>
          client.send(new StartLiveTailCommand(input), {
            abortSignal: AbortSignal.any([hangUp.signal, signal]),
          }),
      },
      signal,
    )
    yield* listen(responseStream[Symbol.asyncIterator](), silenceMs, signal)
  } finally {
    hangUp.abort()
  }
}

async function* listen(
  events: AsyncIterator<StartLiveTailResponseStream>,
  silenceMs: number,
  signal: AbortSignal,
): AsyncGenerator<TailEvent> {
  try {
    for (;;) {
      const event = await nextWithin(events, silenceMs, signal)
      if (event === null) return yield { kind: 'ended', reason: 'cut' }
      if (event.sessionStart) yield { kind: 'started' }
      if (event.sessionUpdate) yield toUpdate(event.sessionUpdate)
      if (event.SessionStreamingException) return yield { kind: 'ended', reason: 'cut' }
      if (event.SessionTimeoutException) return yield { kind: 'ended', reason: 'session_over' }
    }
  } finally {
    void events.return?.().catch(() => {})
  }
}

/** The next event; null when the connection broke, ended or fell silent, or when nobody listens any more. */
async function nextWithin(
  events: AsyncIterator<StartLiveTailResponseStream>,
  silenceMs: number,
  signal: AbortSignal,
): Promise<StartLiveTailResponseStream | null> {
  const over = Promise.withResolvers<null>()
  const end = () => over.resolve(null)
  const timer = setTimeout(end, silenceMs)
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  try {
    const next = events.next().then(({ done, value }) => (done ? null : value))
    return await Promise.race([next.catch(toEnding), over.promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}

/** The SDK throws what the stream calls an exception. */
function toEnding(error: unknown): StartLiveTailResponseStream | null {
  const name = error instanceof Error ? error.name : ''
  // Only its presence is looked at; what it says adds nothing to its name.
  if (name !== 'SessionTimeoutException') return null
  return {
    SessionTimeoutException:
      error as StartLiveTailResponseStream.SessionTimeoutExceptionMember['SessionTimeoutException'],
  }
}

function toUpdate(value: unknown): TailEvent {
  const parsed = Update.safeParse(value)
  if (!parsed.success) return { kind: 'ended', reason: 'cut' }
  const { sessionMetadata, sessionResults } = parsed.data
  const events = sessionResults.map(({ logStreamName, timestamp, message }) => ({
    at: timestamp,
    stream: logStreamName ?? null,
    text: message.replace(/\r?\n$/, ''),
  }))
  return { kind: 'update', update: { events, isSampled: sessionMetadata?.sampled === true } }
}
