'use client'
'use no memo'

import { useVirtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'
import { BoardLineRow } from './board-line-row.tsx'
import type { BoardLayoutProps } from './board-table.tsx'

interface VirtualRowsProps extends BoardLayoutProps {
  readonly scroller: RefObject<HTMLElement | null>
}

const sizes = {
  comfortable: { group: 27, system: 82 },
  compact: { group: 27, system: 36 },
} as const

/** The rows near the view, between two spaces that stand for all others. */
export function VirtualRows({ scroller, ...layout }: VirtualRowsProps) {
  const { lines, risks } = layout.board
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizes[layout.density][lines[index]?.kind ?? 'system'],
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
  })
  const items = virtualizer.getVirtualItems()
  const columns = risks.length + 1
  return (
    <>
      <Spacer height={items[0]?.start ?? 0} columns={columns} />
      {items.map(({ index, key }) => {
        const line = lines[index]
        return (
          line && (
            <BoardLineRow
              key={key}
              line={line}
              index={index}
              measure={virtualizer.measureElement}
              {...layout}
            />
          )
        )
      })}
      <Spacer height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={columns} />
    </>
  )
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null
  return (
    <tr>
      <td colSpan={columns} style={{ height }} className="p-0" />
    </tr>
  )
}
