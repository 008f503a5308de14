'use client'

import { clsx } from 'clsx'
import { type MouseEvent, memo } from 'react'
import type { LogEntry } from '#lib/logs/types.ts'
import type { FindMatches } from './find-matches.ts'
import { LevelMark } from './level-mark.tsx'
import { LineText } from './line-text.tsx'

interface LogRowProps {
  readonly entry: LogEntry
  readonly time: string
  readonly find: FindMatches | null
  readonly isSelected: boolean
  readonly isCurrentMatch: boolean
  readonly wrap: boolean
  readonly onSelect: (id: string, isRange: boolean) => void
}

/** One line: its time selects it, with the shift key a range. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { entry, time, find, isSelected, isCurrentMatch, wrap, onSelect } = props
  const select = (event: MouseEvent) => onSelect(entry.id, event.shiftKey)
  return (
    <div
      className={clsx(
        'flex w-full items-start gap-2 px-2 leading-6 sm:px-3',
        wrap ? 'min-h-6' : 'h-6 whitespace-pre',
        isSelected && 'bg-info/15',
        isCurrentMatch && 'outline-2 -outline-offset-2 outline-focus',
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={isSelected}
        onClick={select}
        className="tabular h-6 shrink-0 text-muted select-none hover:text-ink hover:underline"
      >
        {time}
      </button>
      <LevelMark level={entry.level} />
      <span className="hidden w-20 shrink-0 truncate text-muted md:inline">
        {entry.component ?? ''}
      </span>
      <span dir="auto" className={wrap ? 'min-w-0 break-words whitespace-pre-wrap' : undefined}>
        <LineText entry={wrap ? entry : toOneLine(entry)} find={find} />
      </span>
    </div>
  )
})

/** Line ends of a record take a mark each, so that positions in the text stay. */
function toOneLine(entry: LogEntry): LogEntry {
  if (!entry.text.includes('\n')) return entry
  return { ...entry, text: entry.text.replaceAll('\n', '↵') }
}
