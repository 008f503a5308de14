'use client'

import { formatDuration } from './format-time.ts'
import { useClock } from './use-clock.ts'

interface DurationProps {
  /** ISO time. */
  readonly from: string
  /** ISO time; null while it lasts, and then the figure counts. */
  readonly to: string | null
}

/** How long something took, or has taken so far. */
export function Duration({ from, to }: DurationProps) {
  const fromMs = Date.parse(from)
  const text = useClock(
    (nowMs) => formatDuration((to ? Date.parse(to) : nowMs) - fromMs),
    to ? 'quarterMinute' : 'second',
  )
  return (
    <time dateTime={toIsoDuration(fromMs, to)} suppressHydrationWarning className="tabular">
      {text}
    </time>
  )
}

function toIsoDuration(fromMs: number, to: string | null): string | undefined {
  return to ? `PT${Math.max(0, Math.round((Date.parse(to) - fromMs) / 1_000))}S` : undefined
}
