'use client'

import { type ReactNode, useId } from 'react'
import { useHoverCard } from './use-hover-card.ts'

interface TooltipProps {
  /** The short explanation; never the only place of something needed. */
  readonly text: ReactNode
  /** Usually a button or link; it may also be something that cannot be focused, e.g. a disabled button. */
  readonly children: ReactNode
}

/** Explains what it wraps, on hover and on focus. */
export function Tooltip({ text, children }: TooltipProps) {
  const id = useId()
  const { isOpen, anchor, card } = useHoverCard<HTMLSpanElement, HTMLSpanElement>()
  return (
    <>
      <span {...anchor} aria-describedby={isOpen ? id : undefined} className="inline-flex">
        {children}
      </span>
      {isOpen && (
        <span
          {...card}
          id={id}
          role="tooltip"
          className="fixed inset-auto m-0 max-w-72 rounded-md bg-raised px-2 py-1 text-xs text-ink shadow-float"
        >
          {text}
        </span>
      )}
    </>
  )
}
