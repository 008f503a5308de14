import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#lib/core/errors.ts'
import { logger } from '#lib/core/logger.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import type { LogItem, LogQuery } from '#lib/hosting/log-port.ts'
import { toLine } from '../line/to-line.ts'
import type { StageLogSource } from '../sources/stage-sources.ts'
import type { LogEntry, LogSourceNotice, LogSourceState } from '../types.ts'
import { noteFailure, noteSuccess } from './failing-since.ts'
import type { LiveReading } from './live-reading.ts'
import type { Sieve } from './sieve.ts'

export interface SourceReading {
  readonly lines: readonly LogEntry[]
  readonly state: LogSourceState
}

export interface ReadOptions {
  readonly stageId: string
  readonly components: ReadonlySet<string>
  readonly query: LogQuery
  readonly sieve: Sieve
  readonly signal: AbortSignal
  readonly timeoutMs: number
  readonly live: LiveReading
}

/** Lines looked at for those that match, in a source that cannot sift by itself. */
const maxSearched = 20_000
const sievedAtOnce = 500

interface Progress {
  readonly lines: LogEntry[]
  readonly notices: LogSourceNotice[]
  searched: number
  searchedTo: Date | null
}

/** Reads one source, bounded in time and lines. Whatever goes wrong is part of the answer and keeps what was read. */
export async function readSource(
  source: StageLogSource,
  options: ReadOptions,
): Promise<SourceReading> {
  const progress: Progress = { lines: [], notices: [], searched: 0, searchedTo: null }
  const ending = new AbortController()
  const signal = AbortSignal.any([options.signal, ending.signal])
  try {
    const reading = collect(source, options, progress, signal)
    reading.catch(() => {})
    const isLate = await Promise.race([
      reading.then(() => false),
      sleep(options.timeoutMs, true, { signal, ref: false }),
    ])
    if (isLate) throw new DeadlineError(options.timeoutMs)
    noteSuccess(options.stageId, source.slug)
    options.live.state = 'read'
    return { lines: progress.lines, state: toState(source, progress, null) }
  } catch (error) {
    // A wrong question is no fault of the source.
    if (error instanceof AppError && error.code === 'invalid_input') throw error
    // Whoever has had enough is no fault of the source either.
    if (options.signal.aborted) return { lines: [], state: toState(source, progress, null) }
    options.live.state = 'failed'
    const failure = toFailure(error, source)
    const since = noteFailure(options.stageId, source.slug)
    return {
      lines: progress.lines,
      state: toState(source, progress, { ...failure, since: since.toISOString() }),
    }
  } finally {
    ending.abort()
  }
}

class DeadlineError extends Error {
  constructor(timeoutMs: number) {
    super(`No complete answer within ${timeoutMs / 1_000} s.`)
  }
}

async function collect(
  source: StageLogSource,
  options: ReadOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const logs = await source.open()
  const { query, sieve } = options
  const isSifted = sieve.isOpen || (source.kind === 'push' && sieve.isPushedDown)
  const limit = isSifted ? query.limit : maxSearched
  const text = logs.searchesText ? query.text : null
  let pending: LogEntry[] = []
  const flush = () => {
    progress.lines.push(...sieve.sift(pending))
    pending = []
  }
  for await (const item of logs.read({ ...query, text, limit }, signal)) {
    if (signal.aborted) return
    const entry = takeItem(item, source, options, progress)
    if (entry) pending.push(entry)
    const mayBeFull = isSifted && progress.lines.length + pending.length >= query.limit
    if (mayBeFull || pending.length >= sievedAtOnce) flush()
    if (progress.lines.length >= query.limit) break
    if (entry && progress.searched >= limit) {
      progress.searchedTo = new Date(entry.at)
      break
    }
  }
  flush()
  progress.lines.splice(query.limit)
}

function takeItem(
  item: LogItem,
  source: StageLogSource,
  { query, components, live }: ReadOptions,
  progress: Progress,
): LogEntry | null {
  if (item.kind === 'notice') {
    const { kind, at, detail } = item.notice
    live.reachedAt = at ?? live.reachedAt
    if (kind === 'truncated' && at) progress.searchedTo = at
    // Progress of one reading; the next notice or line replaces it.
    if (kind !== 'searching') {
      const text = detail && redactSecrets(toInertText(detail)).slice(0, 300)
      progress.notices.push({ kind, at: at?.toISOString() ?? null, detail: text })
    }
    return null
  }
  const { line } = item
  progress.searched++
  live.searched = progress.searched
  live.reachedAt = line.at
  if (line.at < query.from || line.at >= query.to) return null
  const entry = toLine(line, { source: source.slug, components })
  return entry.component ? entry : { ...entry, component: source.component }
}

function toFailure(error: unknown, { slug }: StageLogSource) {
  if (error instanceof HostingError) {
    const { failure: reason, message, retryAfterSeconds } = error
    return { reason, message: redactSecrets(toInertText(message)), retryAfterSeconds }
  }
  if (error instanceof DeadlineError) {
    return { reason: 'deadline', message: error.message, retryAfterSeconds: null } as const
  }
  logger.warn({ source: slug, error }, 'log source failed')
  const message = 'The lines could not be read.'
  return { reason: 'internal', message, retryAfterSeconds: null } as const
}

function toState(
  { slug, kind, platform }: StageLogSource,
  { notices, searched, searchedTo }: Progress,
  failure: LogSourceState['failure'],
): LogSourceState {
  return {
    ...{ slug, kind, platform, failure, notices, searched },
    state: failure ? 'failed' : 'read',
    searchedTo: searchedTo?.toISOString() ?? null,
  }
}
