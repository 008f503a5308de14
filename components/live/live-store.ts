import type { ChangeNotice } from '#lib/events/types.ts'

export interface LiveSnapshot {
  /** `live`: changes arrive by themselves. `connecting`: the first attempt, or one after a loss, is under way. */
  readonly state: 'connecting' | 'live'
  /** When this browser last heard from the portal, stream or answer; null before the first word. */
  readonly heardAtMs: number | null
  /** Where a new stream continues. */
  readonly newestId: string | null
}

export type LiveMessage =
  | { readonly kind: 'change'; readonly notice: ChangeNotice }
  | { readonly kind: 'reset' }

export const initialSnapshot: LiveSnapshot = {
  state: 'connecting',
  heardAtMs: null,
  newestId: null,
}

let snapshot = initialSnapshot
const stateListeners = new Set<() => void>()
const messageListeners = new Set<(message: LiveMessage) => void>()

export const getLiveSnapshot = (): LiveSnapshot => snapshot

export function updateLiveSnapshot(change: Partial<LiveSnapshot>): void {
  snapshot = { ...snapshot, ...change }
  for (const listener of stateListeners) listener()
}

export function subscribeToLiveState(listener: () => void): () => void {
  stateListeners.add(listener)
  return () => stateListeners.delete(listener)
}

export function publishLiveMessage(message: LiveMessage): void {
  for (const listener of messageListeners) listener(message)
}

export function subscribeToLiveMessages(listener: (message: LiveMessage) => void): () => void {
  messageListeners.add(listener)
  return () => messageListeners.delete(listener)
}
