'use client'

import { useTranslations } from 'next-intl'
import { lazy, Suspense } from 'react'
import { BoardCard } from './board-card.tsx'
import type { BoardLayoutProps } from './board-table.tsx'
import { plainCount } from './first-rows.ts'

const VirtualCards = lazy(async () => ({
  default: (await import('./virtual-cards.tsx')).VirtualCards,
}))

/** The board on a phone: a card per system, its stages one below the other, production first. */
export function BoardCards({ board, onOpen }: BoardLayoutProps) {
  const t = useTranslations('board')
  const plainCards = (
    <ul aria-label={t('caption')}>
      {board.lines.slice(0, plainCount).map((line) => (
        <li key={line.key} className="pb-2">
          <BoardCard line={line} nowMs={board.nowMs} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {board.lines.length <= plainCount ? (
        plainCards
      ) : (
        <Suspense fallback={plainCards}>
          <VirtualCards board={board} onOpen={onOpen} />
        </Suspense>
      )}
      {board.missing > 0 && (
        <p className="p-1 text-sm text-muted">{t('loadingRest', { count: board.missing })}</p>
      )}
    </>
  )
}
