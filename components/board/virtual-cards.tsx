'use client'
'use no memo'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { useLayoutEffect, useRef, useState } from 'react'
import { BoardCard } from './board-card.tsx'
import type { BoardLayoutProps } from './board-table.tsx'

const sizes = { group: 32, system: 240 } as const

/** The cards near the view; they scroll with the window. */
export function VirtualCards({ board, onOpen }: Omit<BoardLayoutProps, 'density'>) {
  const t = useTranslations('board')
  const { lines, nowMs } = board
  const list = useRef<HTMLUListElement>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), [])
  const virtualizer = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => sizes[lines[index]?.kind ?? 'system'],
    getItemKey: (index) => lines[index]?.key ?? index,
    scrollMargin: offset,
    overscan: 4,
  })
  const items = virtualizer.getVirtualItems()
  const before = items[0] ? items[0].start - offset : 0
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? offset) + offset
  return (
    <ul
      ref={list}
      aria-label={t('caption')}
      style={{ paddingTop: before, paddingBottom: Math.max(0, after) }}
    >
      {items.map(({ index, key }) => {
        const line = lines[index]
        return (
          line && (
            <li key={key} ref={virtualizer.measureElement} data-index={index} className="pb-2">
              <BoardCard line={line} nowMs={nowMs} onOpen={onOpen} />
            </li>
          )
        )
      })}
    </ul>
  )
}
