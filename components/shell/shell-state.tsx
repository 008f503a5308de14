'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { shortcutsCookie } from './preferences.ts'
import { writeCookie } from './write-cookie.ts'

/** What is open above the page, and whether single keys do something. */
export type Overlay = 'palette' | 'shortcuts' | null

interface ShellState {
  readonly overlay: Overlay
  readonly setOverlay: (overlay: Overlay) => void
  readonly areShortcutsOn: boolean
  readonly setShortcutsOn: (areOn: boolean) => void
}

const ShellContext = createContext<ShellState | null>(null)

interface ShellStateProviderProps {
  readonly areShortcutsOn: boolean
  readonly children: ReactNode
}

export function ShellStateProvider({ areShortcutsOn: initial, children }: ShellStateProviderProps) {
  const [overlay, setOverlay] = useState<Overlay>(null)
  const [areShortcutsOn, setOn] = useState(initial)
  const state = useMemo(() => {
    const setShortcutsOn = (areOn: boolean) => {
      setOn(areOn)
      writeCookie(shortcutsCookie, areOn ? 'on' : 'off')
    }
    return { overlay, setOverlay, areShortcutsOn, setShortcutsOn }
  }, [overlay, areShortcutsOn])
  return <ShellContext value={state}>{children}</ShellContext>
}

export function useShell(): ShellState {
  const state = useContext(ShellContext)
  if (!state) throw new Error('useShell is used outside the portal layout.')
  return state
}
