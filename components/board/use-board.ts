'use client'

import { useLocale } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { useClock } from '#components/ui/use-clock.ts'
import type { Board, BoardSystem } from '#lib/board/types.ts'
import { type Arrangement, arrangeBoard } from './arrange-board.ts'
import type { Opening } from './first-rows.ts'
import type { ReceivedBoard } from './follow-board.ts'
import type { BoardView, SortOrder } from './view.ts'

const rhythmMs = 15_000

export interface BoardState extends Arrangement {
  /** Every system loaded so far, whatever the filters say. */
  readonly systems: readonly BoardSystem[]
  /** By the server's clock, to a quarter of a minute. */
  readonly nowMs: number
  readonly total: number
  /** Systems not loaded yet. */
  readonly missing: number
  /** When the data on screen was read; null while all is well. */
  readonly failedSince: string | null
}

interface BoardOptions {
  /** The board that came with the page, or its first rows. */
  readonly first: Board
  readonly opening: Opening
  readonly view: BoardView
  readonly sort: SortOrder
}

/** The board's data in the order of the view, kept current. */
export function useBoard({ first, opening, view, sort }: BoardOptions): BoardState {
  const locale = useLocale()
  const { board, receivedAtMs, isFailing } = useReceivedBoard(first)
  const tickMs = useClock((now) => Math.floor(now / rhythmMs) * rhythmMs)
  const readAtMs = Date.parse(board.readAt)
  const aheadMs = receivedAtMs === null ? 0 : readAtMs - receivedAtMs
  const nowMs = Math.max(readAtMs, tickMs + aheadMs)
  const arrangement = useMemo(
    () => arrangeBoard(board.systems, { view, sort, nowMs, locale }),
    [board, view, sort, nowMs, locale],
  )
  const missing = board.total - board.systems.length
  return {
    ...(missing > 0 ? { ...opening, lines: arrangement.lines } : arrangement),
    systems: board.systems,
    nowMs,
    total: board.total,
    missing,
    failedSince: isFailing ? board.readAt : null,
  }
}

// What keeps it current is loaded after the first paint, which does not need it.
function useReceivedBoard(first: Board): ReceivedBoard {
  const [received, setReceived] = useState<ReceivedBoard>({
    board: first,
    receivedAtMs: null,
    isFailing: false,
  })
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    import('./follow-board.ts').then(({ followBoard }) => {
      if (!isGone) stop = followBoard(first, setReceived)
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [first])
  return received
}
