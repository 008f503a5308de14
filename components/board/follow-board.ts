import { QueryObserver } from '@tanstack/react-query'
import { getLiveSnapshot } from '#components/live/live-store.ts'
import { getQueryClient } from '#components/shell/query-client.ts'
import type { Board } from '#lib/board/types.ts'
import { boardQuery } from './queries.ts'

/** A board and when this browser got it, by its own clock. */
export interface ReceivedBoard {
  readonly board: Board
  /** Null for the one that came with the page. */
  readonly receivedAtMs: number | null
  /** The newest attempt to read it again failed. */
  readonly isFailing: boolean
}

/** Ages of facts move without an event, so the board is read again even while changes arrive by themselves. */
const intervalMs = { live: 30_000, connecting: 15_000 } as const

/** Keeps the board current until the result is called. A first one that lacks systems is completed at once. */
export function followBoard(first: Board, onChange: (received: ReceivedBoard) => void): () => void {
  const client = getQueryClient()
  const query = boardQuery()
  if (first.systems.length === first.total) client.setQueryData(query.queryKey, first)
  const observer = new QueryObserver(client, {
    ...query,
    refetchInterval: () => intervalMs[getLiveSnapshot().state],
  })
  return observer.subscribe(({ data, dataUpdatedAt, isError }) => {
    const received = data ? { board: data, receivedAtMs: dataUpdatedAt } : null
    onChange({ board: first, receivedAtMs: null, ...received, isFailing: isError })
  })
}
