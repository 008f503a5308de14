'use client'

import { useMemo, useState } from 'react'
import { type TimeRange, toTimeRange } from './time-expression.ts'
import type { LogState } from './use-log-state.ts'

/** The range in milliseconds, from the moment the page was opened or asked again; null when it is none. */
export function useRange(
  { from, to, follow }: Pick<LogState, 'from' | 'to' | 'follow'>,
  openedMs: number,
): {
  readonly range: TimeRange | null
  readonly renew: () => void
} {
  const [nowMs, setNowMs] = useState(openedMs)
  const range = useMemo(
    () => toTimeRange(from, follow ? 'now' : to, nowMs),
    [from, to, nowMs, follow],
  )
  return { range, renew: () => setNowMs(Date.now()) }
}
