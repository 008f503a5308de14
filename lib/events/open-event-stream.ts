import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { unavailable } from '#lib/core/errors.ts'
import { encodeChange, encodeHeartbeat, encodeHello, encodeReset, encodeRetry } from './encode.ts'
import { type Subscriber, subscribe } from './hub.ts'
import { createOutlet, type Outlet } from './outlet.ts'
import { parseEventId, readMissedEvents } from './read-missed-events.ts'
import type { ChangeEvent } from './types.ts'
import { createVisibility } from './visibility.ts'

export interface EventStreamOptions {
  /** The newest event this browser heard, as it sent it; null for a first connection. */
  readonly lastEventId: string | null
  /** Fires when the browser is gone. */
  readonly signal: AbortSignal
  /** Time between heartbeats; default 15 seconds. */
  readonly heartbeatMs?: number
  /** After this time the stream ends and the browser asks again, with its rights of then; default ten minutes. */
  readonly lifetimeMs?: number
}

const retryMs = 2_000

/** Server-sent events: what changed since `lastEventId` and from now on, as far as the actor may see it. */
export async function openEventStream(
  ctx: Context,
  { lastEventId, signal, heartbeatMs = 15_000, lifetimeMs = 600_000 }: EventStreamOptions,
): Promise<ReadableStream<Uint8Array>> {
  const outlet = createOutlet()
  const isVisible = createVisibility(ctx)
  const tell = async (change: ChangeEvent) => {
    if (await isVisible(change)) outlet.send(encodeChange(change))
  }
  // Subscribed before the past is read, so that nothing falls between the two; told after it and one after the other,
  // because a browser continues after the id it heard last.
  const past = Promise.withResolvers<void>()
  let told = past.promise
  const unsubscribe = await subscribeOrRefuse({
    onChange: (change) => {
      told = told.then(() => tell(change)).catch(outlet.end)
    },
    onEnd: outlet.end,
  })
  outlet.ended.addEventListener('abort', unsubscribe, { once: true })
  keepTime(outlet, { signal, heartbeatMs, lifetimeMs })
  try {
    await catchUp(outlet, parseEventId(lastEventId), tell)
  } catch (error) {
    outlet.end()
    throw error
  }
  past.resolve()
  return outlet.readable
}

function subscribeOrRefuse(subscriber: Subscriber): Promise<() => void> {
  return subscribe(subscriber).catch((cause) => {
    throw unavailable('Live updates are not available at the moment.', {
      reason: 'events_unavailable',
      retryAfterSeconds: 5,
      cause,
    })
  })
}

function keepTime(
  { send, end, ended }: Outlet,
  { signal, heartbeatMs, lifetimeMs }: Required<Omit<EventStreamOptions, 'lastEventId'>>,
): void {
  const heartbeat = setInterval(() => send(encodeHeartbeat()), heartbeatMs)
  const lifetime = setTimeout(end, lifetimeMs)
  ended.addEventListener('abort', () => {
    clearInterval(heartbeat)
    clearTimeout(lifetime)
  })
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
}

async function catchUp(
  { send }: Outlet,
  lastEventId: string | null,
  tell: (change: ChangeEvent) => Promise<void>,
): Promise<void> {
  const missed = await readMissedEvents(lastEventId)
  send(encodeRetry(retryMs))
  if (missed.changes === null) send(encodeReset())
  for (const change of missed.changes ?? []) await tell(change)
  send(encodeHello(missed.seq))
}
