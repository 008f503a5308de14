'use client'

import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FollowedSource, LogEntry, LogPage, LogSearchProgress } from '#lib/logs/types.ts'
import { addFollowed } from './followed-sources.ts'
import { addNewer, addOlder, emptyStore, type LineStore, startStore } from './line-store.ts'
import { type LogQuestion, logsPath, type StageKey, toFilterParams, toPageUrl } from './queries.ts'
import { searchPage } from './search-page.ts'
import type { TimeRange } from './time-expression.ts'

export interface LogLines {
  readonly store: LineStore
  readonly isLoading: boolean
  readonly isLoadingOlder: boolean
  /** How far each source has been searched; null unless a search runs, or was stopped before it was done. */
  readonly progress: readonly LogSearchProgress[] | null
  readonly wasCancelled: boolean
  readonly error: Error | null
  readonly stream: 'off' | 'connecting' | 'live'
  /** What sources said while they are followed. */
  readonly followed: readonly FollowedSource[]
  readonly loadOlder: () => void
  readonly reload: () => void
  /** Stops the search that runs. */
  readonly cancel: () => void
}

/** Lines of one question: the newest of its range, older ones on demand, and new ones while following. */
export function useLogLines(
  key: StageKey,
  question: LogQuestion,
  { range, follow }: { readonly range: TimeRange | null; readonly follow: boolean },
): LogLines {
  const [store, setStore] = useState(emptyStore)
  const [status, setStatus] = useState<'loading' | 'older' | 'idle' | 'cancelled'>('loading')
  const [progress, setProgress] = useState<LogLines['progress']>(null)
  const [error, setError] = useState<Error | null>(null)
  const [turn, setTurn] = useState(0)
  const running = useRef<AbortController | null>(null)
  const first = range && toPageUrl(key, question, range)
  const search = useCallback(
    async (url: string, as: 'loading' | 'older', onPage: (page: LogPage) => void) => {
      const ending = new AbortController()
      running.current?.abort()
      running.current = ending
      setStatus(as)
      setProgress(null)
      setError(null)
      try {
        onPage(await searchPage(url, { signal: ending.signal, onProgress: setProgress }))
      } catch (failure) {
        if (running.current === ending) setError(toError(failure))
      }
      if (running.current === ending) {
        setStatus('idle')
        setProgress(null)
      }
    },
    [],
  )
  const load = useEffectEvent(({ url }: Asked) =>
    search(url, 'loading', (page) => setStore(startStore(page))),
  )
  useEffect(() => {
    if (!first) return
    void load({ url: first, turn })
    return () => {
      running.current?.abort()
      running.current = null
    }
  }, [first, turn])
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
      running.current?.abort()
      running.current = null
      // Lines of the question before would stand below another one.
      if (status === 'loading') setStore(emptyStore)
      setProgress(null)
      setStatus(status === 'loading' ? 'cancelled' : 'idle')
    },
  }
}

interface Asked {
  readonly url: string
  /** The same question asked once more is another one. */
  readonly turn: number
}

const toError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error(String(failure))

const retryMs = 2_000

/** New lines as the portal sends them; the browser itself asks on from the last one after a loss. */
function useLogStream(
  url: string,
  isOn: boolean,
  onLines: (lines: readonly LogEntry[]) => void,
): { readonly state: LogLines['stream']; readonly followed: readonly FollowedSource[] } {
  const [state, setState] = useState<LogLines['stream']>('off')
  const [followed, setFollowed] = useState<readonly FollowedSource[]>([])
  useEffect(() => {
    setFollowed([])
    if (!isOn) {
      setState('off')
      return
    }
    let source: EventSource | undefined
    let retry: ReturnType<typeof setTimeout> | undefined
    let after = new Date(Date.now() - 5_000).toISOString()
    const open = () => {
      setState('connecting')
      source = new EventSource(`${url}&after=${encodeURIComponent(after)}`)
      source.addEventListener('hello', () => setState('live'))
      source.addEventListener('lines', (event: MessageEvent<string>) => {
        // Safe because the API's answers are typed by the same DTOs on both sides.
        onLines(JSON.parse(event.data) as LogEntry[])
        if (event.lastEventId > after) after = event.lastEventId
      })
      source.addEventListener('source', (event: MessageEvent<string>) => {
        // Safe for the same reason.
        const said = JSON.parse(event.data) as FollowedSource
        setFollowed((known) => addFollowed(known, said))
      })
      source.addEventListener('error', () => {
        setState('connecting')
        source?.close()
        retry = setTimeout(open, retryMs)
      })
    }
    open()
    return () => {
      clearTimeout(retry)
      source?.close()
    }
  }, [url, isOn, onLines])
  return { state, followed }
}
