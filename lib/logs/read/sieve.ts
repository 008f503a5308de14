import type { LogFilter } from '../schemas.ts'
import type { LogEntry } from '../types.ts'
import type { LogLevel } from '../words.ts'
import { createMatcher } from './matcher.ts'

/** What lines are asked for, applied to lines that were read. */
export interface Sieve {
  /** Every line passes. */
  readonly isOpen: boolean
  /** Only reading a line tells whether it passes. */
  readonly isPattern: boolean
  readonly sift: (entries: readonly LogEntry[]) => readonly LogEntry[]
}

export function createSieve(filter: LogFilter): Sieve {
  const match = createMatcher(filter)
  const levels = toLevels(filter)
  const { component: components } = filter
  const isOpen = filter.q === '' && filter.not === '' && levels === null && components === undefined
  const unwanted = filter.not.toLowerCase()
  const fits = (entry: LogEntry) =>
    (unwanted === '' || !entry.text.toLowerCase().includes(unwanted)) &&
    (levels === null || levels.includes(entry.level)) &&
    (components === undefined || (entry.component !== null && components.includes(entry.component)))
  return {
    isOpen,
    isPattern: (filter.regex && filter.q !== '') || filter.not !== '',
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
