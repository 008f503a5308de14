'use client'

import { useCallback, useRef, useState } from 'react'
import type { LogPage, LogSearchProgress } from '#lib/logs/types.ts'
import { searchPage } from './search-page.ts'

export interface Search {
  readonly status: 'loading' | 'older' | 'idle' | 'cancelled'
  /** How far each source has been searched; null unless a search runs and has said so. */
  readonly progress: readonly LogSearchProgress[] | null
  readonly error: Error | null
  /** Another search takes the place of the one that runs. */
  readonly search: (
    url: string,
    as: 'loading' | 'older',
    onPage: (page: LogPage) => void,
  ) => Promise<void>
  /** Lets go of the search that runs, without a word. */
  readonly leave: () => void
  /** Stops the search that runs because its reader had enough. */
  readonly cancel: () => void
}

/** One search at a time. */
export function useSearch(): Search {
  const [status, setStatus] = useState<Search['status']>('loading')
  const [progress, setProgress] = useState<Search['progress']>(null)
  const [error, setError] = useState<Error | null>(null)
  const running = useRef<AbortController | null>(null)
  const leave = useCallback(() => {
    running.current?.abort()
    running.current = null
  }, [])
  const search = useCallback<Search['search']>(
    async (url, as, onPage) => {
      leave()
      const ending = new AbortController()
      running.current = ending
      setStatus(as)
      setProgress(null)
      setError(null)
      try {
        onPage(await searchPage(url, { signal: ending.signal, onProgress: setProgress }))
      } catch (failure) {
        if (running.current === ending) setError(toError(failure))
      }
      if (running.current !== ending) return
      setStatus('idle')
      setProgress(null)
    },
    [leave],
  )
  const cancel = () => {
    leave()
    setProgress(null)
    setStatus((known) => (known === 'loading' ? 'cancelled' : 'idle'))
  }
  return { status, progress, error, search, leave, cancel }
}

const toError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error(String(failure))
