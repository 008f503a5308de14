'use client'

import { useEffect } from 'react'

/** Hears what changed while a page is open. What does the hearing is loaded after the first paint. */
export function LiveUpdates() {
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    import('./start-live-updates.ts').then(({ startLiveUpdates }) => {
      if (!isGone) stop = startLiveUpdates()
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [])
  return null
}
