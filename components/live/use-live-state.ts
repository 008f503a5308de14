'use client'

import { useSyncExternalStore } from 'react'
import {
  getLiveSnapshot,
  initialSnapshot,
  type LiveSnapshot,
  subscribeToLiveState,
} from './live-store.ts'

export function useLiveSnapshot(): LiveSnapshot {
  return useSyncExternalStore(subscribeToLiveState, getLiveSnapshot, () => initialSnapshot)
}

/**
 * How often a read should be repeated, for TanStack's `refetchInterval`: `fallbackMs` while changes do not arrive by
 * themselves, else `liveMs` (default: not at all).
 */
export function useRefetchInterval(
  fallbackMs: number,
  liveMs: number | false = false,
): number | false {
  const isLive = useSyncExternalStore(
    subscribeToLiveState,
    () => getLiveSnapshot().state === 'live',
    () => true,
  )
  return isLive ? liveMs : fallbackMs
}
