import 'server-only'
import { type Listener, startListener } from '#lib/events/listener.ts'

/** Lines of a stage that were just committed. */
export interface Arrival {
  readonly stageId: string
  readonly from: string
  readonly to: string
  readonly firstId: string
  readonly lastId: string
}

interface Subscriber {
  readonly stageId: string
  readonly onArrival: (arrival: Arrival) => void
  /** Arrivals can be missed from here on. */
  readonly onEnd: () => void
}

interface Arrivals {
  readonly subscribers: Set<Subscriber>
  listener: Promise<Listener> | undefined
}

// Kept on globalThis because Next loads a module once per bundle, and each copy would open its own connection.
const holder = globalThis as typeof globalThis & { leitstandLogArrivals?: Arrivals }

/** Hears of lines that any process stores for a stage. The connection lasts as long as somebody listens. */
export async function subscribeToArrivals(subscriber: Subscriber): Promise<() => void> {
  holder.leitstandLogArrivals ??= { subscribers: new Set(), listener: undefined }
  const arrivals = holder.leitstandLogArrivals
  arrivals.subscribers.add(subscriber)
  try {
    arrivals.listener ??= listen(arrivals)
    await arrivals.listener
  } catch (error) {
    arrivals.listener = undefined
    arrivals.subscribers.delete(subscriber)
    throw error
  }
  return () => leave(arrivals, subscriber)
}

function listen(arrivals: Arrivals): Promise<Listener> {
  return startListener<Arrival>({
    channel: 'leitstand_log',
    onNotice: (arrival) => {
      for (const { stageId, onArrival } of arrivals.subscribers) {
        if (stageId === arrival.stageId) onArrival(arrival)
      }
    },
    onEnd: () => {
      arrivals.listener = undefined
      const ended = [...arrivals.subscribers]
      arrivals.subscribers.clear()
      for (const { onEnd } of ended) onEnd()
    },
  })
}

function leave(arrivals: Arrivals, subscriber: Subscriber): void {
  arrivals.subscribers.delete(subscriber)
  if (arrivals.subscribers.size > 0) return
  const last = arrivals.listener
  arrivals.listener = undefined
  void last?.then((listener) => listener.close()).catch(() => {})
}
