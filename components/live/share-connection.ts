import { connect } from './connect.ts'
import {
  getLiveSnapshot,
  type LiveMessage,
  type LiveSnapshot,
  publishLiveMessage,
  updateLiveSnapshot,
} from './live-store.ts'

const name = 'leitstand-live'

type TabMessage =
  | { readonly kind: 'state'; readonly snapshot: LiveSnapshot }
  | { readonly kind: 'message'; readonly message: LiveMessage }
  /** A new tab asks what the others know. */
  | { readonly kind: 'ask' }

/**
 * One stream for all tabs of this browser: over HTTP/1.1 it allows six connections to a host, and each tab's own
 * stream would soon leave none for anything else. The tab that holds the lock listens and tells the others.
 */
export function shareConnection(): () => void {
  const newestId = () => getLiveSnapshot().newestId
  // Both exist only in secure contexts; without them every tab listens for itself.
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) {
    return connect({ newestId, onState: updateLiveSnapshot, onMessage: publishLiveMessage })
  }
  const leaving = new AbortController()
  const tabs = new BroadcastChannel(name)
  const tell = (message: TabMessage) => tabs.postMessage(message)
  let isLeader = false

  tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'ask' && isLeader) tell({ kind: 'state', snapshot: getLiveSnapshot() })
    if (data.kind === 'state') updateLiveSnapshot(data.snapshot)
    if (data.kind === 'message') publishLiveMessage(data.message)
  }
  const lead = () => {
    isLeader = true
    const close = connect({
      newestId,
      onState: (change) => {
        updateLiveSnapshot(change)
        tell({ kind: 'state', snapshot: getLiveSnapshot() })
      },
      onMessage: (message) => {
        publishLiveMessage(message)
        tell({ kind: 'message', message })
      },
    })
    return new Promise<void>((resolve) => {
      leaving.signal.addEventListener('abort', () => {
        close()
        tabs.close()
        resolve()
      })
    })
  }
  tell({ kind: 'ask' })
  navigator.locks.request(name, { signal: leaving.signal }, lead).catch(() => tabs.close())
  return () => leaving.abort()
}
