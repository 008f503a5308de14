'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { placeBeside } from './place-beside.ts'

const showAfterMs = 250
const hideAfterMs = 120

/**
 * Shows a popover while its anchor is hovered or focused. It stays while the pointer is on it and goes on Escape,
 * as WCAG 1.4.13 asks. Spread `anchor` on the one, `card` on the other.
 */
export function useHoverCard<A extends HTMLElement, C extends HTMLElement>() {
  const anchorRef = useRef<A>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [isOpen, setOpen] = useState(false)

  const change = (open: boolean, afterMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpen(open), afterMs)
  }

  useEffect(() => () => clearTimeout(timer.current), [])

  const showCard = useCallback((card: C | null) => {
    if (!card || !anchorRef.current) return
    card.showPopover()
    placeBeside(anchorRef.current, card)
  }, [])

  useEffect(() => {
    if (!isOpen) return
    const closeOnEscape = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false)
    const closeOnScroll = () => setOpen(false)
    document.addEventListener('keydown', closeOnEscape)
    document.addEventListener('scroll', closeOnScroll, { capture: true, passive: true })
    return () => {
      document.removeEventListener('keydown', closeOnEscape)
      document.removeEventListener('scroll', closeOnScroll, { capture: true })
    }
  }, [isOpen])

  const show = () => change(true, showAfterMs)
  const hide = () => change(false, hideAfterMs)
  return {
    isOpen,
    anchor: {
      ref: anchorRef,
      onPointerEnter: show,
      onPointerLeave: hide,
      onFocus: () => change(true, 0),
      onBlur: hide,
    },
    card: { ref: showCard, popover: 'manual' as const, onPointerEnter: show, onPointerLeave: hide },
  }
}
