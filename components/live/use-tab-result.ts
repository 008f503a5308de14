'use client'

import { useEffect } from 'react'

interface TabResult {
  /** What the tab says: "✓ shop → production". */
  readonly title: string
  /** Colour of the tab's mark; null for the portal's own. */
  readonly tone: 'ok' | 'bad' | 'info' | null
}

const fills = { ok: '#0a7a3f', bad: '#8e0f4a', info: '#1d4ed8' } as const
const marks = {
  ok: '<path d="m5 8.2 2.1 2.1L11 6.2" fill="none" stroke="#fff" stroke-width="2"/>',
  bad: '<path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" stroke="#fff" stroke-width="2"/>',
  info: '<path d="M5 8h6" stroke="#fff" stroke-width="2" stroke-dasharray="1.6 1"/>',
} as const

/** Shows a result in the tab itself, for those who wait in another one; puts everything back on leaving. */
export function useTabResult({ title, tone }: TabResult): void {
  useEffect(() => {
    const before = document.title
    document.title = title
    return () => {
      document.title = before
    }
  }, [title])
  useEffect(() => {
    if (!tone) return
    const icon = document.createElement('link')
    icon.rel = 'icon'
    icon.type = 'image/svg+xml'
    icon.href = `data:image/svg+xml,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="${fills[tone]}"/>${marks[tone]}</svg>`,
    )}`
    document.head.append(icon)
    return () => icon.remove()
  }, [tone])
}
