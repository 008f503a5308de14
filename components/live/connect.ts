import type { ChangeNotice } from '#lib/events/types.ts'
import type { LiveMessage, LiveSnapshot } from './live-store.ts'

export interface Connection {
  /** Where the first stream continues; null to hear only what is new. */
  readonly newestId: () => string | null
  readonly onState: (change: Partial<LiveSnapshot>) => void
  readonly onMessage: (message: LiveMessage) => void
}

const address = '/api/v1/events'
/** Two heartbeats missed: the connection is dead even when nobody said so. */
const silenceMs = 35_000
const longestWaitMs = 30_000

/** Keeps a stream of changes open, through losses, until the result is called. */
export function connect({ newestId, onState, onMessage }: Connection): () => void {
  let source: EventSource | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  const hear = ({ lastEventId }: MessageEvent) => {
    failures = 0
    onState({
      state: 'live',
      heardAtMs: Date.now(),
      ...(lastEventId ? { newestId: lastEventId } : {}),
    })
    clearTimeout(silence)
    silence = setTimeout(reopen, silenceMs)
  }
  const close = () => {
    clearTimeout(silence)
    clearTimeout(retry)
    source?.close()
  }
  // A browser gives up after an answer that is no stream, such as the portal's 503, so it is done here for all losses.
  const reopen = () => {
    close()
    onState({ state: 'connecting' })
    const waitMs = Math.min(longestWaitMs, 1_000 * 2 ** failures) * (0.75 + Math.random() / 2)
    failures += 1
    retry = setTimeout(open, waitMs)
  }
  const open = () => {
    const after = newestId()
    source = new EventSource(after ? `${address}?after=${after}` : address)
    source.addEventListener('hello', hear)
    source.addEventListener('heartbeat', hear)
    source.addEventListener('change', (event) => {
      hear(event)
      onMessage({ kind: 'change', notice: JSON.parse(event.data) as ChangeNotice })
    })
    source.addEventListener('reset', (event) => {
      hear(event)
      onMessage({ kind: 'reset' })
    })
    source.addEventListener('error', reopen)
  }

  open()
  return close
}
