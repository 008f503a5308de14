'use client'

import { useTranslations } from 'next-intl'
import { lazy, type ReactNode, Suspense, useCallback } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { Board as BoardData } from '#lib/board/types.ts'
import { BoardCards } from './board-cards.tsx'
import { BoardTable } from './board-table.tsx'
import { BoardToolbar } from './board-toolbar.tsx'
import type { Opening } from './first-rows.ts'
import { SummaryStrip } from './summary-strip.tsx'
import { useBoard } from './use-board.ts'
import { phoneQuery, useMedia } from './use-media.ts'
import { useView } from './use-view.ts'
import { type BoardView, hasFilters, noFilters, toSortOrder } from './view.ts'

const StageDrawer = lazy(async () => ({
  default: (await import('./stage-drawer.tsx')).StageDrawer,
}))

interface BoardProps {
  /** The board as the page was made, or its first rows. */
  readonly first: BoardData
  readonly opening: Opening
  readonly firstView: BoardView
  /** What the server guessed from the request. */
  readonly isPhone: boolean
  /** A line above the systems. */
  readonly notice?: ReactNode
}

/** What runs where: one row per system, one column per kind of stage. */
export function Board({ first, opening, firstView, isPhone: guess, notice }: BoardProps) {
  const t = useTranslations('board')
  const isPhone = useMedia(phoneQuery, guess)
  const [view, changeView] = useView(firstView)
  const sort = toSortOrder(view, isPhone)
  const board = useBoard({ first, opening, view, sort })
  const open = useCallback((stage: string) => changeView({ stage }, 'push'), [changeView])
  const close = useCallback(() => changeView({ stage: null }, 'push'), [changeView])
  const Layout = isPhone ? BoardCards : BoardTable
  return (
    <div className="flex flex-col gap-3 md:h-[calc(100dvh-5rem)]">
      <h1 className="sr-only">{t('title')}</h1>
      {notice}
      <SummaryStrip counts={board.counts} view={view} onChange={changeView} />
      <BoardToolbar view={view} sort={sort} board={board} isPhone={isPhone} onChange={changeView} />
      {board.failedSince && (
        <Banner tone="warn" title={t('failed')}>
          {t.rich('failedHint', { time: () => <RelativeTime at={board.failedSince ?? ''} /> })}
        </Banner>
      )}
      {board.matching === 0 && hasFilters(view) ? (
        <EmptyState
          title={t('noMatch')}
          action={<Button onClick={() => changeView(noFilters)}>{t('filter.reset')}</Button>}
        />
      ) : (
        <Layout board={board} density={view.density} onOpen={open} />
      )}
      {view.stage && (
        <Suspense>
          <StageDrawer stageKey={view.stage} board={board} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
