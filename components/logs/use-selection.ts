'use client'

import { useMemo, useState } from 'react'
import type { LogEntry } from '#lib/logs/types.ts'
import { type ChangeLogState, type LogState, parseLineParam, toLineParam } from './use-log-state.ts'

export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Oldest first. */
  readonly entries: readonly LogEntry[]
  /** The line an address names; null when it is not among those shown. */
  readonly entry: LogEntry | null
  readonly select: (id: string, isRange: boolean) => void
  readonly move: (step: 1 | -1) => void
  readonly clear: () => void
}

/** The selected line, which is part of the address, and with the shift key those up to another one. */
export function useSelection(
  lines: readonly LogEntry[],
  state: Pick<LogState, 'line'>,
  onChange: ChangeLogState,
): Selection {
  const [otherEnd, setOtherEnd] = useState<string | null>(null)
  const line = parseLineParam(state.line)
  const id = line?.id ?? null
  const at = useMemo(() => (id ? lines.findIndex((entry) => entry.id === id) : -1), [lines, id])
  const end = useMemo(
    () => (otherEnd ? lines.findIndex((entry) => entry.id === otherEnd) : -1),
    [lines, otherEnd],
  )
  const entries = useMemo(() => {
    if (at < 0) return []
    const to = end < 0 ? at : end
    return lines.slice(Math.min(at, to), Math.max(at, to) + 1)
  }, [lines, at, end])
  const ids = useMemo(() => new Set(entries.map((entry) => entry.id)), [entries])
  const point = (entry: LogEntry | undefined) => {
    setOtherEnd(null)
    if (entry) onChange({ line: toLineParam(entry) })
  }
  return {
    ids,
    entries,
    entry: lines[at] ?? null,
    select: (wanted, isRange) => {
      if (isRange && at >= 0) setOtherEnd(wanted)
      else point(lines.find((entry) => entry.id === wanted))
    },
    move: (step) => point(lines[at < 0 ? (step > 0 ? 0 : lines.length - 1) : at + step]),
    clear: () => {
      setOtherEnd(null)
      onChange({ line: null })
    },
  }
}
