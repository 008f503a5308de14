'use client'

import { useNow } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { subscribeToClock } from './ticking-clock.ts'

const subscribers = {
  second: (listener: () => void) => subscribeToClock(1_000, listener),
  quarterMinute: (listener: () => void) => subscribeToClock(15_000, listener),
} as const

/**
 * Something derived from the current time, e.g. its text. The component renders again only when the result changes,
 * so it should be a string, number or boolean. The first render uses the time of the request, as the server did.
 */
export function useClock<T extends string | number | boolean>(
  derive: (nowMs: number) => T,
  rhythm: keyof typeof subscribers = 'quarterMinute',
): T {
  const requestedAt = useNow().getTime()
  return useSyncExternalStore(
    subscribers[rhythm],
    () => derive(Date.now()),
    () => derive(requestedAt),
  )
}
