'use client'

import { lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react'
import type { MenuEntry } from './menu-entry.ts'
import { placeBeside } from './place-beside.ts'

const MenuList = lazy(async () => ({ default: (await import('./menu-list.tsx')).MenuList }))

interface MenuProps {
  /** Names the menu, and its button where that shows only an icon. */
  readonly label: string
  /** What the button shows. */
  readonly trigger: ReactNode
  readonly triggerClassName?: string
  readonly entries: readonly MenuEntry[]
}

/** A button that opens a menu. The browser's popover closes it on Escape and on a press elsewhere. */
export function Menu({ label, trigger, triggerClassName, entries }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const close = () => {
    popover.current?.hidePopover()
    button.current?.focus()
  }
  const place = () => {
    if (button.current && popover.current) placeBeside(button.current, popover.current)
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        className={triggerClassName}
      >
        {trigger}
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        onToggle={({ newState }) => setOpen(newState === 'open')}
        className="fixed inset-auto m-0 max-w-80 min-w-48 rounded-lg bg-raised p-1 text-sm text-ink shadow-float"
      >
        {isOpen && (
          <Suspense>
            <MenuList label={label} entries={entries} onDone={close} onShown={place} />
          </Suspense>
        )}
      </div>
    </>
  )
}
