import { toPostgresPattern } from '../pushed/pattern/to-postgres-pattern.ts'
import type { PushedSieve } from '../pushed/pushed-source.ts'
import type { LogFilter } from '../schemas.ts'
import type { LogEntry } from '../types.ts'
import type { LogLevel } from '../words.ts'
import { createMatcher } from './matcher.ts'

/** What lines are asked for, applied to lines that were read. */
export interface Sieve {
  /** Every line passes. */
  readonly isOpen: boolean
  /** What the table of pushed lines can sift by itself; nothing that passes here is lost there. */
  readonly pushed: PushedSieve
  /** Nothing is left to sift of pushed lines. */
  readonly isPushedDown: boolean
  readonly sift: (entries: readonly LogEntry[]) => readonly LogEntry[]
}

export function createSieve(filter: LogFilter): Sieve {
  const match = createMatcher(filter)
  const levels = toLevels(filter)
  const { component: components } = filter
  const isOpen = filter.q === '' && filter.not === '' && levels === null && components === undefined
  const isPattern = filter.regex && filter.q !== ''
  const pattern = isPattern ? toPostgresPattern(filter.q, filter.case) : null
  const unwanted = filter.not.toLowerCase()
  const fits = (entry: LogEntry) =>
    (unwanted === '' || !entry.text.toLowerCase().includes(unwanted)) &&
    (levels === null || levels.includes(entry.level)) &&
    (components === undefined || (entry.component !== null && components.includes(entry.component)))
  return {
    isOpen,
    pushed: { levels, pattern, not: filter.not, matchCase: filter.case },
    isPushedDown: !isPattern || pattern !== null,
    sift: (entries) => {
      if (isOpen) return entries
      const fitting = entries.filter(fits)
      const matches = match(fitting.map(({ text }) => text))
      return fitting.filter((_, index) => matches[index])
    },
  }
}

/** Null for all; null inside for lines that name none. */
export function toLevels({ level }: LogFilter): readonly (LogLevel | null)[] | null {
  return level?.map((word) => (word === 'none' ? null : (word as LogLevel))) ?? null
}
