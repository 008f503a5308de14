'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Button } from '#components/ui/button.tsx'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { FindMatches } from './find-matches.ts'
import type { LineStore } from './line-store.ts'
import { toLineTime } from './line-time.ts'
import { LogRow } from './log-row.tsx'

interface LogListProps {
  readonly store: LineStore
  readonly find: FindMatches | null
  readonly wrap: boolean
  readonly withDate: boolean
  readonly selected: ReadonlySet<string>
  /** Place of the line to be brought into sight; a new object brings it again. */
  readonly target: { readonly index: number } | null
  readonly isLoadingOlder: boolean
  readonly onLoadOlder: () => void
  readonly onSelect: (id: string, isRange: boolean) => void
  readonly onKey: (event: KeyboardEvent) => void
}

const rowPx = 24
const nearEndPx = 48
const nearStartPx = 400

/** The lines, of which only those in sight are in the page. It sticks to its end as long as the reader stays there. */
export function LogList(props: LogListProps) {
  'use no memo' // useVirtualizer returns functions that change without a new identity.
  const { store, find, wrap, withDate, selected, target, isLoadingOlder, onLoadOlder } = props
  const { lines } = store
  const t = useTranslations('logs')
  const style = useTimeStyle()
  const frame = useRef<HTMLElement>(null)
  const [isSticking, setSticking] = useState(true)
  // Lines that came at the end, whatever was put before them or let go.
  const arrived = lines.length - store.prepended
  const [seen, setSeen] = useState(0)
  // With another identity all rows are laid out again; with another key they are measured again.
  const getItemKey = useCallback(
    (index: number) => `${lines[index]?.id ?? index}${wrap ? ' wrapped' : ''}`,
    [lines, wrap],
  )
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    getItemKey,
    overscan: 8,
    // Rendering in the browser's own time keeps scrolling smooth; a row may appear a frame later.
    useFlushSync: false,
  })
  useLayoutEffect(() => {
    if (isSticking && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' })
  }, [isSticking, lines.length, rows])
  useKeptPlace(frame, store.prepended, isSticking)
  const goTo = useEffectEvent((index: number) => {
    setSticking(false)
    setSeen(arrived)
    rows.scrollToIndex(index, { align: 'center' })
  })
  useEffect(() => {
    if (target) goTo(target.index)
  }, [target])
  const noteScroll = useCallback(
    (element: HTMLElement) => {
      const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx
      if (!isAtEnd && isSticking) setSeen(arrived)
      setSticking(isAtEnd)
      if (element.scrollTop < nearStartPx && store.olderCursor && !isAtEnd) onLoadOlder()
    },
    [isSticking, arrived, store.olderCursor, onLoadOlder],
  )
  const unseen = isSticking ? 0 : Math.max(0, arrived - seen)
  const current = target?.index
  return (
    <div className="relative">
      <section
        ref={frame}
        aria-label={t('list')}
        {...keyboardStop}
        data-log-list
        onScroll={(event) => noteScroll(event.currentTarget)}
        onKeyDown={props.onKey}
        className="h-[60dvh] min-h-72 overflow-auto overscroll-contain rounded-md border border-line bg-sunken font-mono text-xs"
      >
        <p className="sticky left-0 flex h-7 items-center justify-center gap-2 font-sans text-xs text-muted">
          {isLoadingOlder && t('loadingOlder')}
          {!isLoadingOlder && !store.olderCursor && t('begin')}
          {!isLoadingOlder && store.olderCursor && (
            <Button size="sm" variant="ghost" onClick={onLoadOlder}>
              {t('older')}
            </Button>
          )}
        </p>
        <div
          className={wrap ? 'relative' : 'relative min-w-max'}
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map((row) => {
            const entry = lines[row.index]
            if (!entry) return null
            return (
              <div
                key={row.key}
                data-index={row.index}
                ref={wrap ? rows.measureElement : undefined}
                className="absolute top-0 left-0 w-full"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <LogRow
                  entry={entry}
                  time={toLineTime(entry.at, style, withDate)}
                  find={find}
                  isSelected={selected.has(entry.id)}
                  isCurrentMatch={current === row.index}
                  wrap={wrap}
                  onSelect={props.onSelect}
                />
              </div>
            )
          })}
        </div>
      </section>
      {unseen > 0 && (
        <Button
          size="sm"
          variant="primary"
          className="absolute right-4 bottom-3"
          onClick={() => setSticking(true)}
        >
          ↓ {t('newLines', { count: unseen })}
        </Button>
      )}
    </div>
  )
}

/** Lines put before those in sight must not move them. */
function useKeptPlace(
  frame: { readonly current: HTMLElement | null },
  prepended: number,
  isSticking: boolean,
): void {
  const known = useRef(prepended)
  useLayoutEffect(() => {
    const added = prepended - known.current
    known.current = prepended
    if (frame.current && added !== 0 && !isSticking) frame.current.scrollTop += added * rowPx
  }, [frame, prepended, isSticking])
}
