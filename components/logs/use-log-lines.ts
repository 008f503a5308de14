'use client'

import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import type { LogEntry } from '#lib/logs/types.ts'
import { addNewer, addOlder, emptyStore, type LineStore, startStore } from './line-store.ts'
import {
  type LogQuestion,
  logsPath,
  readPage,
  type StageKey,
  toFilterParams,
  toPageUrl,
} from './queries.ts'
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
  const first = range && toPageUrl(key, question, range)
  const load = useEffectEvent(async ({ url }: Asked, signal: AbortSignal) => {
    setStatus('loading')
    setError(null)
    try {
      setStore(startStore(await readPage(url, signal)))
    } catch (failure) {
      if (!signal.aborted) setError(toError(failure))
    } finally {
      if (!signal.aborted) setStatus('idle')
    }
  })
  useEffect(() => {
    if (!first) return
    const ending = new AbortController()
    void load({ url: first, turn }, ending.signal)
    return () => ending.abort()
  }, [first, turn])
  const { olderCursor: cursor } = store
  const loadOlder = useCallback(async () => {
    if (!first || !cursor || status !== 'idle') return
    setStatus('older')
    try {
      const page = await readPage(`${first}&cursor=${cursor}`)
      // Another question may have been asked meanwhile.
      setStore((known) => (known.olderCursor === cursor ? addOlder(known, page) : known))
    } catch (failure) {
      setError(toError(failure))
    }
    setStatus('idle')
  }, [first, cursor, status])
  const add = useCallback(
    (lines: readonly LogEntry[]) => setStore((known) => addNewer(known, lines)),
    [],
  )
  const stream = useLogStream(`${logsPath(key)}/stream?${toFilterParams(question)}`, follow, add)
  return {
    ...{ store, error, stream },
    loadOlder: () => void loadOlder(),
    isLoading: status === 'loading',
    isLoadingOlder: status === 'older',
    reload: () => setTurn((known) => known + 1),
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
