'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import type { LogEntry } from '#lib/logs/types.ts'
import type { FindMatches } from './find-matches.ts'
import type { MatchPlace } from './log-toolbar.tsx'

export interface Matches {
  readonly place: MatchPlace | null
  /** Index of the line of the match looked at; a new object with every step. */
  readonly target: { readonly index: number } | null
  readonly step: (step: 1 | -1) => void
}

interface Place {
  readonly place: number
  /** The search it belongs to. */
  readonly find: FindMatches | null
}

/** Goes from line to line with a match. */
export function useMatches(lines: readonly LogEntry[], find: FindMatches | null): Matches {
  // Thousands of lines are searched when there is time for it, not before a key press is shown.
  const searched = useDeferredValue(lines)
  const found = useMemo(() => {
    if (!find) return []
    return searched.flatMap(({ text }, index) => (find(text).length > 0 ? [index] : []))
  }, [searched, find])
  const [last, setLast] = useState<Place | null>(null)
  // Another search begins anew.
  const at = last?.find === find ? last : null
  const index = at ? found[at.place] : undefined
  const target = useMemo(() => (at && index !== undefined ? { index } : null), [at, index])
  return {
    target,
    place: find ? { at: at ? at.place + 1 : 0, count: found.length } : null,
    step: (step) => {
      if (found.length === 0) return
      const next = at ? at.place + step : step > 0 ? 0 : found.length - 1
      setLast({ find, place: (next + found.length) % found.length })
    },
  }
}
