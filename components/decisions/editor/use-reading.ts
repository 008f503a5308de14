'use client'

import { useCallback, useEffect, useRef, useState, useTransition } from 'react'
import type { TextReading } from './read-text.ts'

/** Reads a text in a worker; what comes back is shown when the page has time for it. */
export function useReading(): {
  readonly reading: TextReading | null
  readonly read: (text: string) => void
} {
  const worker = useRef<Worker | null>(null)
  const queue = useRef<{ isBusy: boolean; next: string | null }>({ isBusy: false, next: null })
  const [reading, setReading] = useState<TextReading | null>(null)
  const [, startTransition] = useTransition()
  const send = useCallback((text: string) => {
    queue.current.isBusy = true
    worker.current?.postMessage(text)
  }, [])
  useEffect(() => {
    const made = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' })
    worker.current = made
    made.addEventListener('message', ({ data }: MessageEvent<TextReading>) => {
      startTransition(() => setReading(data))
      const { next } = queue.current
      queue.current = { isBusy: false, next: null }
      if (next !== null) send(next)
    })
    const { current } = queue
    if (current.next !== null) {
      send(current.next)
      current.next = null
    }
    return () => {
      made.terminate()
      worker.current = null
      queue.current = { isBusy: false, next: null }
    }
  }, [send])
  const read = useCallback(
    (text: string) => {
      if (worker.current === null || queue.current.isBusy) queue.current.next = text
      else send(text)
    },
    [send],
  )
  return { reading, read }
}
