'use client'

import { useEffect, useState } from 'react'
import type { FollowedSource, LogEntry } from '#lib/logs/types.ts'
import { addFollowed } from './followed-sources.ts'

export interface LogStream {
  readonly state: 'off' | 'connecting' | 'live'
  /** What sources said while they are followed. */
  readonly followed: readonly FollowedSource[]
}

const retryMs = 2_000

/** New lines as the portal sends them; the browser itself asks on from the last one after a loss. */
export function useLogStream(
  url: string,
  isOn: boolean,
  onLines: (lines: readonly LogEntry[]) => void,
): LogStream {
  const [state, setState] = useState<LogStream['state']>('off')
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
