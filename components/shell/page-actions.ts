'use client'

import { useEffect, useSyncExternalStore } from 'react'

/** Something that can be done with the object on screen; a dangerous act only opens its dialog. */
export interface PageAction {
  readonly id: string
  readonly label: string
  /** Further words to find it by, in both languages. */
  readonly keywords?: string
  readonly onSelect: () => void
}

const none: readonly PageAction[] = []
let current = none
const listeners = new Set<() => void>()

function set(actions: readonly PageAction[]): void {
  current = actions
  for (const listener of listeners) listener()
}

/** Offers actions in the command palette while the calling component is shown. */
export function usePageActions(actions: readonly PageAction[]): void {
  useEffect(() => {
    set([...current, ...actions])
    return () => set(current.filter((action) => !actions.includes(action)))
  }, [actions])
}

export function useOfferedActions(): readonly PageAction[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
    () => none,
  )
}
