'use client'

import { useSyncExternalStore } from 'react'

/** Narrower than this the board is a list of cards. */
export const phoneQuery = '(width < 48rem)'

/** Whether a media query matches; the first render believes what the server guessed. */
export function useMedia(query: string, guess: boolean): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
    () => guess,
  )
}
