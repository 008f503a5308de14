'use client'

import { useCallback, useEffect, useState } from 'react'
import { type BoardView, parseView, toSearch } from './view.ts'

/** Browsers refuse addresses that change too often, so typing writes its own when it pauses. */
const writeAfterMs = 200

/** Changes part of the view. With `push`, going back undoes it. */
export type ChangeView = (change: Partial<BoardView>, how?: 'push' | 'replace') => void

/** The view and its address, each following the other. */
export function useView(first: BoardView): readonly [BoardView, ChangeView] {
  const [view, setView] = useState(first)
  useEffect(() => {
    const timer = setTimeout(() => {
      const search = toSearch(view)
      if (search !== toSearch(parseView(new URLSearchParams(window.location.search)))) {
        window.history.replaceState(null, '', window.location.pathname + search)
      }
    }, writeAfterMs)
    return () => clearTimeout(timer)
  }, [view])
  useEffect(() => {
    const read = () => setView(parseView(new URLSearchParams(window.location.search)))
    window.addEventListener('popstate', read)
    return () => window.removeEventListener('popstate', read)
  }, [])
  const change: ChangeView = useCallback(
    (part, how = 'replace') => {
      const next = { ...view, ...part }
      setView(next)
      if (how === 'push') {
        window.history.pushState(null, '', window.location.pathname + toSearch(next))
      }
    },
    [view],
  )
  return [view, change]
}
