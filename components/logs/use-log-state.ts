'use client'

import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs'
import { logLevels } from '#lib/logs/words.ts'

export const defaultFrom = 'now-1h'
export const defaultTo = 'now'

const parsers = {
  q: parseAsString.withDefault(''),
  not: parseAsString.withDefault(''),
  regex: parseAsBoolean.withDefault(false),
  case: parseAsBoolean.withDefault(false),
  /** Matches are only marked; lines without one stay. */
  mark: parseAsBoolean.withDefault(false),
  level: parseAsArrayOf(parseAsStringLiteral([...logLevels, 'none'])),
  component: parseAsArrayOf(parseAsString),
  from: parseAsString.withDefault(defaultFrom),
  to: parseAsString.withDefault(defaultTo),
  follow: parseAsBoolean.withDefault(false),
  wrap: parseAsBoolean.withDefault(false),
  /** The line a link points to: its time and its id. */
  line: parseAsString,
  /** The line whose neighbours are shown. */
  ctx: parseAsString,
}

/** What the viewer shows, kept in its address. */
export function useLogState() {
  return useQueryStates(parsers, { history: 'replace', throttleMs: 150 })
}

export type LogState = ReturnType<typeof useLogState>[0]
/** How many filters keep lines back: levels, component, a text left out, a range of one's own. */
export function countFilters({
  level,
  component,
  not,
  from,
  to,
}: Pick<LogState, 'level' | 'component' | 'not' | 'from' | 'to'>): number {
  const isOwnRange = from !== defaultFrom || to !== defaultTo
  return [level !== null, component !== null, not !== '', isOwnRange].filter(Boolean).length
}

export type ChangeLogState = (change: Partial<LogState>) => void

/** A line in an address: milliseconds and id. */
export const toLineParam = ({ at, id }: { readonly at: string; readonly id: string }): string =>
  `${Date.parse(at)}~${id}`

export function parseLineParam(
  text: string | null,
): { readonly at: string; readonly id: string } | null {
  const [, ms, id] = /^(\d{1,15})~(.{3,400})$/.exec(text ?? '') ?? []
  return ms && id ? { at: new Date(Number(ms)).toISOString(), id } : null
}
