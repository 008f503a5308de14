import type { EventPage, PageRequest } from './event-pages.ts'

/** Account, region, log group and what was asked. */
export type PageKey = readonly [string, string, string, PageRequest]

const lifetimeMs = 60_000
const settledAfterMs = 120_000
const maximumCharacters = 8_000_000

interface Kept {
  readonly page: EventPage
  readonly until: number
  readonly characters: number
}

// Of the whole process: adapters are made anew for each reading.
const pages = new Map<string, Kept>()
let characters = 0

/** The page as it was given within the last minute. */
export function recallPage(key: PageKey): EventPage | null {
  const text = JSON.stringify(key)
  const kept = pages.get(text)
  if (!kept) return null
  if (kept.until > Date.now()) return kept.page
  forget(text, kept)
  return null
}

/** Keeps a page whose window is old enough to take no more lines, for a minute and within 8 million characters. */
export function keepPage(key: PageKey, page: EventPage): void {
  const { to } = key[3]
  const now = Date.now()
  if (to > now - settledAfterMs) return
  const size = page.events.reduce((sum, { text }) => sum + text.length, 200)
  if (size > maximumCharacters / 4) return
  const text = JSON.stringify(key)
  const former = pages.get(text)
  if (former) forget(text, former)
  pages.set(text, { page, until: now + lifetimeMs, characters: size })
  characters += size
  for (const [oldest, kept] of pages) {
    if (characters <= maximumCharacters) break
    forget(oldest, kept)
  }
}

function forget(text: string, kept: Kept): void {
  pages.delete(text)
  characters -= kept.characters
}
