'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { copyText } from '#components/ui/copy-text.ts'
import { pages } from './navigation.ts'
import { useShell } from './shell-state.tsx'

const sequenceMs = 1_200

/**
 * The keyboard of the portal. ⌘K and Ctrl+K always work; single keys can be switched off (WCAG 2.1.4) and stay quiet
 * in fields, with a modifier, and while a dialog is open.
 */
export function useShortcuts(onLinkCopied: () => void): void {
  const router = useRouter()
  const { setOverlay, areShortcutsOn } = useShell()
  useEffect(() => {
    let isGoing = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const singleKeys: Record<string, () => void> = {
      '?': () => setOverlay('shortcuts'),
      '/': () => focusElement('[data-page-filter]'),
      j: () => moveInList(1),
      k: () => moveInList(-1),
      c: () => copyText(window.location.href).then((copied) => copied && onLinkCopied()),
      g: () => {
        isGoing = true
        timer = setTimeout(() => {
          isGoing = false
        }, sequenceMs)
      },
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.altKey) {
        event.preventDefault()
        setOverlay('palette')
        return
      }
      if (!areShortcutsOn || isTyping(event)) return
      const page = isGoing ? pages.find(({ key }) => key === event.key) : undefined
      isGoing = false
      clearTimeout(timer)
      const act = page ? () => router.push(page.href) : singleKeys[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      clearTimeout(timer)
    }
  }, [router, setOverlay, areShortcutsOn, onLinkCopied])
}

function isTyping(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return true
  if (document.querySelector('dialog:modal')) return true
  const target = event.target instanceof HTMLElement ? event.target : null
  return target !== null && (target.isContentEditable || target.matches('input, textarea, select'))
}

function focusElement(selector: string): void {
  const element = document.querySelector<HTMLElement>(selector)
  element?.focus()
  if (element instanceof HTMLInputElement) element.select()
}

/** Moves the focus along `[data-list-item]`, the main link of each row of the page's list. */
function moveInList(step: 1 | -1): void {
  const items = [...document.querySelectorAll<HTMLElement>('[data-list-item]')].filter((item) =>
    // A list may be there twice, as rows and as cards, one of them for the other width.
    item.checkVisibility(),
  )
  const at = items.findIndex((item) => item.matches(':focus'))
  const next = at < 0 ? items[step > 0 ? 0 : items.length - 1] : items[at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
