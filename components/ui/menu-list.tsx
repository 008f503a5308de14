'use client'

import Link from 'next/link'
import {
  type ComponentProps,
  type KeyboardEvent,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import type { MenuChoiceEntry, MenuEntry } from './menu-entry.ts'
import { findNextItem } from './menu-keys.ts'

interface MenuListProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** Something was done that ends the menu. */
  readonly onDone: () => void
  /** The entries are there and have their size. */
  readonly onShown: () => void
}

/** The entries of an open menu: arrows, Home, End and first letters move through them, as the ARIA pattern asks. */
export function MenuList({ label, entries, onDone, onShown }: MenuListProps) {
  const ref = useRef<HTMLDivElement>(null)
  const show = useEffectEvent(() => {
    onShown()
    ref.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
  })
  useLayoutEffect(() => show(), [])
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Tab') onDone()
    const items = event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')
    const next = findNextItem([...items], event.key)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    next.focus()
  }
  return (
    <div ref={ref} role="menu" tabIndex={-1} aria-label={label} onKeyDown={move}>
      {entries.map((entry, index) => (
        <Entry key={toKey(entry, index)} entry={entry} onDone={onDone} />
      ))}
    </div>
  )
}

const itemStyle =
  'flex min-h-8 w-full items-center gap-2 rounded-md px-2 py-1 text-left outline-offset-[-2px] hover:bg-hover focus:bg-hover aria-disabled:text-muted aria-disabled:opacity-60 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0'

interface EntryProps {
  readonly entry: MenuEntry
  readonly onDone: () => void
}

function Entry({ entry, onDone }: EntryProps) {
  switch (entry.kind) {
    case 'separator':
      return <hr className="-mx-1 my-1 border-line" />
    case 'heading':
      return <div className="px-2 py-1.5 text-xs text-muted">{entry.label}</div>
    case 'action':
      return (
        <Item
          aria-disabled={entry.isDisabled}
          onClick={() => {
            if (entry.isDisabled) return
            onDone()
            entry.onSelect()
          }}
        >
          {entry.icon}
          <span className="grow">{entry.label}</span>
          {entry.shortcut && <Kbd>{entry.shortcut}</Kbd>}
        </Item>
      )
    case 'link':
      return (
        <Link
          role="menuitem"
          tabIndex={-1}
          href={entry.href}
          onClick={onDone}
          className={itemStyle}
          {...(entry.isExternal ? { target: '_blank', rel: 'noreferrer' } : {})}
        >
          {entry.icon}
          {entry.label}
        </Link>
      )
    case 'choice':
      return <Choice entry={entry} />
    case 'switch':
      return (
        <Item
          role="menuitemcheckbox"
          aria-checked={entry.isOn}
          onClick={() => entry.onChange(!entry.isOn)}
        >
          <span className="grow">{entry.label}</span>
          {entry.isOn && <Icon name="check" />}
        </Item>
      )
  }
}

function Choice({ entry }: { readonly entry: MenuChoiceEntry }) {
  const id = useId()
  return (
    <fieldset aria-labelledby={id}>
      <div id={id} className="px-2 pt-1.5 pb-0.5 text-xs text-muted">
        {entry.label}
      </div>
      {entry.options.map(({ value, label }) => (
        <Item
          key={value}
          role="menuitemradio"
          aria-checked={value === entry.value}
          onClick={() => entry.onChange(value)}
        >
          <span className="grow">{label}</span>
          {value === entry.value && <Icon name="check" />}
        </Item>
      ))}
    </fieldset>
  )
}

function Item({ role = 'menuitem', ...rest }: ComponentProps<'button'>) {
  return <button type="button" role={role} tabIndex={-1} className={itemStyle} {...rest} />
}

function toKey(entry: MenuEntry, index: number): string {
  return entry.kind === 'separator' ? `separator ${index}` : `${entry.kind} ${entry.label}`
}
