'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useRef } from 'react'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { BoardLineRow } from './board-line-row.tsx'
import { plainCount } from './first-rows.ts'
import type { BoardState } from './use-board.ts'
import type { BoardView } from './view.ts'

// Needed by large boards only, so it is not part of the first load.
const VirtualRows = lazy(async () => ({
  default: (await import('./virtual-rows.tsx')).VirtualRows,
}))

export interface BoardLayoutProps {
  readonly board: BoardState
  readonly density: BoardView['density']
  /** Opens the drawer of `system/stage`. */
  readonly onOpen: (stageKey: string) => void
}

const head =
  'sticky top-0 z-10 border-b border-line bg-surface px-3 py-2 text-left text-xs font-medium text-muted'

/** A table whose head and first column stay in sight; of a large board only rows near the view are in the document. */
export function BoardTable({ board, density, onOpen }: BoardLayoutProps) {
  const t = useTranslations('board')
  const risk = useTranslations('status.risk')
  const scroller = useRef<HTMLElement>(null)
  const layout = { board, density, onOpen }
  const plainRows = board.lines
    .slice(0, plainCount)
    .map((line, index) => <BoardLineRow key={line.key} line={line} index={index} {...layout} />)
  return (
    <section
      ref={scroller}
      aria-label={t('caption')}
      {...keyboardStop}
      className="min-h-0 scroll-pt-10 overflow-auto overscroll-contain rounded-lg border border-line bg-surface [overflow-anchor:none] sm:scroll-pl-64"
    >
      <table
        aria-rowcount={board.lines.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
        style={{ minWidth: `${14 + 19 * board.risks.length}rem` }}
      >
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={clsx(head, 'left-0 z-20 w-56')}>
              {t('system')}
            </th>
            {board.risks.map((word) => (
              <th key={word} scope="col" className={head}>
                {risk(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.lines.length <= plainCount ? (
            plainRows
          ) : (
            <Suspense fallback={plainRows}>
              <VirtualRows scroller={scroller} {...layout} />
            </Suspense>
          )}
        </tbody>
      </table>
      {board.missing > 0 && (
        <p className="p-3 text-sm text-muted">{t('loadingRest', { count: board.missing })}</p>
      )}
    </section>
  )
}
