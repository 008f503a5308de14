import type { LogEntry, LogPage, LogSourceState } from '#lib/logs/types.ts'

/** Lines kept in the browser; the oldest are let go beyond. */
export const bufferLines = 100_000

export interface LineStore {
  /** Oldest first. */
  readonly lines: readonly LogEntry[]
  readonly sources: readonly LogSourceState[]
  readonly olderCursor: string | null
  /** The oldest lines were let go to make room. */
  readonly wasTrimmed: boolean
  /** Lines put before those shown so far, for whoever keeps the place of the reader. */
  readonly prepended: number
  readonly ids: ReadonlySet<string>
}

export const emptyStore: LineStore = {
  lines: [],
  sources: [],
  olderCursor: null,
  wasTrimmed: false,
  prepended: 0,
  ids: new Set(),
}

/** The first page of a question. */
export function startStore({ lines, sources, nextCursor }: LogPage): LineStore {
  const ascending = lines.toReversed()
  return {
    ...emptyStore,
    lines: ascending,
    sources,
    olderCursor: nextCursor,
    ids: new Set(ascending.map(({ id }) => id)),
  }
}

export function addOlder(store: LineStore, { lines, sources, nextCursor }: LogPage): LineStore {
  const fresh = lines.filter(({ id }) => !store.ids.has(id)).toReversed()
  return {
    ...store,
    lines: [...fresh, ...store.lines],
    sources,
    olderCursor: nextCursor,
    prepended: store.prepended + fresh.length,
    ids: new Set([...store.ids, ...fresh.map(({ id }) => id)]),
  }
}

/** Lines that came while following; late ones find their place by time. */
export function addNewer(store: LineStore, arrived: readonly LogEntry[]): LineStore {
  const fresh = arrived.filter(({ id }) => !store.ids.has(id))
  if (fresh.length === 0) return store
  const ids = new Set(store.ids)
  for (const { id } of fresh) ids.add(id)
  const lines = insert(store.lines, fresh)
  const excess = lines.length - bufferLines
  if (excess <= 0) return { ...store, lines, ids }
  for (const { id } of lines.slice(0, excess)) ids.delete(id)
  return {
    ...store,
    lines: lines.slice(excess),
    ids,
    wasTrimmed: true,
    prepended: store.prepended - excess,
  }
}

function insert(lines: readonly LogEntry[], fresh: readonly LogEntry[]): readonly LogEntry[] {
  const sorted = fresh.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const oldest = sorted[0]?.at ?? ''
  // Most lines are newer than all that are there.
  let end = lines.length
  while (end > 0 && (lines[end - 1]?.at ?? '') > oldest) end--
  if (end === lines.length) return [...lines, ...sorted]
  const tail = [...lines.slice(end), ...sorted]
  return [...lines.slice(0, end), ...tail.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))]
}
