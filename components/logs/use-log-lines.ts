'use client'

import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import type { LogEntry } from '#lib/logs/types.ts'
import { addNewer, addOlder, emptyStore, type LineStore, startStore } from './line-store.ts'
import { type LogQuestion, logsPath, type StageKey, toFilterParams, toPageUrl } from './queries.ts'
import type { TimeRange } from './time-expression.ts'
import { type LogStream, useLogStream } from './use-log-stream.ts'
import { type Search, useSearch } from './use-search.ts'

export interface LogLines extends Pick<Search, 'progress' | 'error' | 'cancel'> {
  readonly store: LineStore
  readonly isLoading: boolean
  readonly isLoadingOlder: boolean
  readonly wasCancelled: boolean
  readonly stream: LogStream['state']
  readonly followed: LogStream['followed']
  readonly loadOlder: () => void
  readonly reload: () => void
}

/** Lines of one question: the newest of its range, older ones on demand, and new ones while following. */
export function useLogLines(
  key: StageKey,
  question: LogQuestion,
  { range, follow }: { readonly range: TimeRange | null; readonly follow: boolean },
): LogLines {
  const [store, setStore] = useState(emptyStore)
  const { status, progress, error, search, leave, cancel } = useSearch()
  const [turn, setTurn] = useState(0)
  const first = range && toPageUrl(key, question, range)
  const load = useEffectEvent(({ url }: Asked) =>
    search(url, 'loading', (page) => setStore(startStore(page))),
  )
  useEffect(() => {
    if (!first) return
    void load({ url: first, turn })
    return leave
  }, [first, turn, leave])
  const { olderCursor: cursor } = store
  const loadOlder = useCallback(() => {
    if (!first || !cursor || status !== 'idle') return
    void search(`${first}&cursor=${cursor}`, 'older', (page) =>
      // Another question may have been asked meanwhile.
      setStore((known) => (known.olderCursor === cursor ? addOlder(known, page) : known)),
    )
  }, [first, cursor, status, search])
  const add = useCallback(
    (lines: readonly LogEntry[]) => setStore((known) => addNewer(known, lines)),
    [],
  )
  const { state: stream, followed } = useLogStream(
    `${logsPath(key)}/stream?${toFilterParams(question)}`,
    follow,
    add,
  )
  return {
    ...{ store, error, stream, followed, progress, loadOlder },
    isLoading: status === 'loading',
    isLoadingOlder: status === 'older',
    wasCancelled: status === 'cancelled',
    reload: () => setTurn((known) => known + 1),
    cancel: () => {
      // Lines of the question before would stand below another one.
      if (status === 'loading') setStore(emptyStore)
      cancel()
    },
  }
}

interface Asked {
  readonly url: string
  /** The same question asked once more is another one. */
  readonly turn: number
}
