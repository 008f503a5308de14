import 'server-only'
import { type Listener, startListener } from './listener.ts'
import type { ChangeEvent } from './types.ts'

export interface Subscriber {
  readonly onChange: (change: ChangeEvent) => void
  /** Changes can be missed from here on: the subscription is over. */
  readonly onEnd: () => void
}

interface Hub {
  readonly subscribers: Set<Subscriber>
  listener: Promise<Listener> | undefined
  /** The process is going: whoever asks again over a connection that is still open must not hold it. */
  isShutDown: boolean
}

// Kept on globalThis because Next loads a module once per bundle, and each copy would open its own connection.
const holder = globalThis as typeof globalThis & { leitstandEventHub?: Hub }

/** Hears of all changes from now on, over the one connection of this process. Call the result to stop. */
export async function subscribe(subscriber: Subscriber): Promise<() => void> {
  const hub = getHub()
  if (hub.isShutDown) throw new Error('This process is shutting down.')
  hub.subscribers.add(subscriber)
  try {
    hub.listener ??= listen(hub)
    await hub.listener
  } catch (error) {
    hub.listener = undefined
    hub.subscribers.delete(subscriber)
    throw error
  }
  return () => hub.subscribers.delete(subscriber)
}

/** Ends every subscription and takes no more, so that streams do not keep the process. */
export async function shutDownHub(): Promise<void> {
  const hub = getHub()
  hub.isShutDown = true
  endAll(hub)
  const listener = await hub.listener?.catch(() => undefined)
  await listener?.close()
}

function getHub(): Hub {
  const known = holder.leitstandEventHub
  if (known) return known
  // The web server itself decides when to exit; an open stream would make it wait for ever.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, shutDownHub)
  const hub: Hub = { subscribers: new Set(), listener: undefined, isShutDown: false }
  holder.leitstandEventHub = hub
  return hub
}

function listen(hub: Hub): Promise<Listener> {
  return startListener<ChangeEvent>({
    channel: 'leitstand_event',
    onNotice: (change) => {
      for (const { onChange } of hub.subscribers) onChange(change)
    },
    onEnd: () => {
      hub.listener = undefined
      endAll(hub)
    },
  })
}

function endAll(hub: Hub): void {
  const ended = [...hub.subscribers]
  hub.subscribers.clear()
  for (const { onEnd } of ended) onEnd()
}
