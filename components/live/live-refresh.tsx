'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { Topic } from '#lib/core/changes.ts'
import { subscribeToLiveMessages } from './live-store.ts'
import { useRefetchInterval } from './use-live-state.ts'

interface LiveRefreshProps {
  readonly topics: readonly Topic[]
  /** Only changes of this object and of what is below it, e.g. `system/stage`; default: all of the topics. */
  readonly about?: string
  /** How often to ask while there is no live connection; default 15 seconds. */
  readonly fallbackMs?: number
}

const isAbout = (key: string, about: string) =>
  key === about || key === '*' || key.startsWith(`${about}/`)

/** Changes that come together cost one refresh. */
const gatherMs = 400

/** Renders the page again on the server when something on it changed; for pages without client-side reads. */
export function LiveRefresh({ topics, about, fallbackMs = 15_000 }: LiveRefreshProps) {
  const router = useRouter()
  const intervalMs = useRefetchInterval(fallbackMs)
  const wanted = topics.join()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer = undefined
      router.refresh()
    }
    const unsubscribe = subscribeToLiveMessages((message) => {
      const concerns =
        message.kind === 'reset' ||
        (wanted.split(',').includes(message.notice.topic) &&
          (about === undefined || isAbout(message.notice.key, about)))
      if (concerns) timer ??= setTimeout(refresh, gatherMs)
    })
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [router, wanted, about])
  useEffect(() => {
    if (intervalMs === false) return
    const timer = setInterval(() => !document.hidden && router.refresh(), intervalMs)
    return () => clearInterval(timer)
  }, [router, intervalMs])
  return null
}
