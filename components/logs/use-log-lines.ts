'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { LogEntry } from '#lib/logs/types.ts'
import { addNewer, addOlder, emptyStore, type LineStore, startStore } from './line-store.ts'
import { type LogQuestion, logsPath, readPage, type StageKey, toFilterParams } from './queries.ts'
import type { TimeRange } from './time-expression.ts'

export interface LogLines {
  readonly store: LineStore
  readonly isLoading: boolean
  readonly isLoadingOlder: boolean
  readonly error: Error | null
  readonly stream: 'off' | 'connecting' | 'live'
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
  const [status, setStatus] = useState<'loading' | 'older' | 'idle'>('loading')
  const [error, setError] = useState<Error | null>(null)
  const [turn, setTurn] = useState(0)
  const asked = `${logsPath(key)}?${toFilterParams(question)}&${range?.fromMs}-${range?.toMs}&${turn}`
  const latest = useRef({ key, question, range })
  latest.current = { key, question, range }
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says everything that is asked for.
  useEffect(() => {
    const { range: wanted } = latest.current
    if (!wanted) return
    const ending = new AbortController()
    setStatus('loading')
    setError(null)
    readPage(key, question, { range: wanted, cursor: null, signal: ending.signal })
      .then((page) => setStore(startStore(page)))
      .catch((failure: Error) => ending.signal.aborted || setError(failure))
      .finally(() => ending.signal.aborted || setStatus('idle'))
    return () => ending.abort()
  }, [asked])
  const loadOlder = useCallback(() => {
    const { key, question, range } = latest.current
    const cursor = store.olderCursor
    if (!range || !cursor || status !== 'idle') return
    setStatus('older')
    const { signal } = new AbortController()
    readPage(key, question, { range, cursor, signal })
      .then((page) =>
        setStore((known) => (known.olderCursor === cursor ? addOlder(known, page) : known)),
      )
      .catch(setError)
      .finally(() => setStatus('idle'))
  }, [store.olderCursor, status])
  const add = useCallback(
    (lines: readonly LogEntry[]) => setStore((known) => addNewer(known, lines)),
    [],
  )
  const stream = useLogStream(`${logsPath(key)}/stream?${toFilterParams(question)}`, follow, add)
  return {
    ...{ store, error, stream, loadOlder },
    isLoading: status === 'loading',
    isLoadingOlder: status === 'older',
    reload: () => setTurn((known) => known + 1),
  }
}

const retryMs = 2_000

/** New lines as the portal sends them; the browser itself asks on from the last one after a loss. */
function useLogStream(
  url: string,
  isOn: boolean,
  onLines: (lines: readonly LogEntry[]) => void,
): LogLines['stream'] {
  const [state, setState] = useState<LogLines['stream']>('off')
  useEffect(() => {
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
  return state
}
