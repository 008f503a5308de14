import type { StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import type { LogFilter } from '../schemas.ts'
import { listStageLogSources, type StageLogSource } from '../sources/stage-sources.ts'
import type { LogEntry, LogSourceState } from '../types.ts'
import { findCertainText } from './certain-text.ts'
import { type Cursor, toCursor } from './cursor.ts'
import { type LiveReading, startReading } from './live-reading.ts'
import { readSource } from './read-source.ts'
import { createSieve } from './sieve.ts'
import type { Window } from './window.ts'

export interface ReadAllOptions {
  readonly filter: LogFilter
  readonly window: Window
  readonly limit: number
  readonly cursor?: Cursor | null
  readonly signal: AbortSignal
  readonly timeoutMs?: number
  /** Told once, before the sources are asked, of what will say how far each has come. */
  readonly onStart?: (readings: readonly LiveReading[]) => void
}

export interface ReadAllResult {
  /** Newest first. */
  readonly lines: readonly LogEntry[]
  readonly sources: readonly LogSourceState[]
  readonly nextCursor: string | null
}

/** Slower sources are reported as late, with what they gave until then. */
const defaultTimeoutMs = 8_000

/** Reads all sources of a stage side by side and merges their lines by time; one that fails never fails the rest. */
export async function readAll(
  ctx: Context,
  subject: StageSubject,
  options: ReadAllOptions,
): Promise<ReadAllResult> {
  const { filter, window, signal, cursor = null } = options
  const sieve = createSieve(filter)
  const stage = await listStageLogSources(ctx, subject, sieve.pushed)
  const asked = stage.sources.filter((source) => isAsked(source, filter))
  const limit = options.limit + (cursor?.skip ?? 0)
  const to = cursor ? new Date(cursor.atMs + 1) : window.to
  const query = {
    ...{ from: window.from, to, limit },
    text: findCertainText(filter),
    components: filter.component ?? null,
  }
  const lives = asked.map(startReading)
  options.onStart?.(lives)
  const readings = await Promise.all(
    asked.map((source, index) =>
      readSource(source, {
        live: lives[index] ?? startReading(source),
        ...{ stageId: subject.stageId, components: stage.components, query, sieve, signal },
        timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      }),
    ),
  )
  const sources = readings.map(({ state }) => state)
  const merged = merge(readings.map(({ lines }) => lines)).slice(cursor?.skip ?? 0)
  return { sources, ...cut(merged, sources, { limit: options.limit, cursor, window }) }
}

function isAsked({ slug, component }: StageLogSource, filter: LogFilter): boolean {
  if (filter.source && !filter.source.includes(slug)) return false
  return component === null || !filter.component || filter.component.includes(component)
}

// Sorting is stable: lines of the same moment keep the order their source gave them.
const merge = (lists: readonly (readonly LogEntry[])[]): LogEntry[] =>
  lists.flat().sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))

/**
 * Where one source ended early, older lines of the others would leave a hole that reading on could not fill: they wait
 * for the next answer.
 */
function cut(
  merged: readonly LogEntry[],
  sources: readonly LogSourceState[],
  { limit, cursor, window }: { limit: number; cursor: Cursor | null; window: Window },
): Pick<ReadAllResult, 'lines' | 'nextCursor'> {
  const ends = sources.flatMap(({ searchedTo }) => (searchedTo ? [searchedTo] : []))
  const end = ends.toSorted().at(-1)
  const complete = end ? merged.filter(({ at }) => at >= end) : merged
  const lines = complete.slice(0, limit)
  if (lines.length === limit || merged.length > lines.length) {
    const next = toCursor(lines, cursor)
    if (next) return { lines, nextCursor: next }
  }
  // Nothing matched so far back: reading on begins there.
  if (end && Date.parse(end) > window.from.getTime()) {
    const next = lines.at(-1)?.at === end ? toCursor(lines, cursor) : null
    return { lines, nextCursor: next ?? `${Date.parse(end)}.0` }
  }
  return { lines, nextCursor: null }
}
