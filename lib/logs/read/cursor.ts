import type { LogEntry } from '../types.ts'

/** Lines before a moment, and how many of that very millisecond were given already. */
export interface Cursor {
  readonly atMs: number
  readonly skip: number
}

export function parseCursor(text: string): Cursor {
  const [atMs = 0, skip = 0] = text.split('.').map(Number)
  return { atMs, skip }
}

/** Where the lines after these go on. */
export function toCursor(lines: readonly LogEntry[], before: Cursor | null): string | null {
  const last = lines.at(-1)
  if (!last) return null
  const atMs = Date.parse(last.at)
  const same = lines.filter(({ at }) => at === last.at).length
  return `${atMs}.${same + (before?.atMs === atMs ? before.skip : 0)}`
}
