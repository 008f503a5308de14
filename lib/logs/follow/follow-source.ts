import { setTimeout as sleep } from 'node:timers/promises'
import type { LogItem, LogQuery, LogSource } from '#lib/hosting/log-port.ts'

type FollowQuery = Pick<LogQuery, 'text' | 'components'>

const pollMs = 2_000
const longestPauseMs = 30_000
/** Lines may arrive this late and are still found by asking again. */
const overlapMs = 10_000
const pollLimit = 1_000
const maxRemembered = 5_000

export interface FollowOptions {
  readonly query: FollowQuery
  readonly since: Date
  readonly signal: AbortSignal
  /** Called once per failure; following goes on by itself. */
  readonly onFailure: (error: unknown) => void
  /** Called when it works again, or for the first time. */
  readonly onSuccess: () => void
}

/** New lines of a source until the signal: as it tells of them, or by asking again and again where it does not. */
export async function* followSource(
  open: () => Promise<LogSource>,
  options: FollowOptions,
): AsyncGenerator<LogItem> {
  const { signal, onFailure } = options
  let failures = 0
  while (!signal.aborted) {
    const startedAt = Date.now()
    try {
      const source = await open()
      options.onSuccess()
      yield* source.follow ? source.follow(options.query, signal) : poll(source, options)
    } catch (error) {
      if (signal.aborted) return
      onFailure(error)
    }
    // A session that lasted ended by its own limit, not by a fault.
    failures = Date.now() - startedAt > longestPauseMs ? 0 : failures + 1
    await pause(Math.min(longestPauseMs, 500 * 2 ** failures), signal)
  }
}

async function* poll(
  source: LogSource,
  { query, since, signal }: FollowOptions,
): AsyncGenerator<LogItem> {
  const known = new Set<string>()
  let from = new Date(since.getTime() - overlapMs)
  let isFirst = true
  while (!signal.aborted) {
    const to = new Date()
    const items = await readOnce(source, { ...query, from, to, limit: pollLimit }, signal)
    for (const item of items) {
      if (item.kind === 'line') {
        if (known.has(item.line.id)) continue
        remember(known, item.line.id)
        if (isFirst && item.line.at <= since) continue
      }
      yield item
    }
    isFirst = false
    from = new Date(to.getTime() - overlapMs)
    await pause(pollMs, signal)
  }
}

/** Oldest first. */
async function readOnce(
  source: LogSource,
  query: LogQuery,
  signal: AbortSignal,
): Promise<readonly LogItem[]> {
  const items: LogItem[] = []
  for await (const item of source.read(query, signal)) {
    items.push(item)
    if (items.length >= query.limit) break
  }
  return items.reverse()
}

function remember(known: Set<string>, id: string): void {
  known.add(id)
  const oldest = known.values().next().value
  if (known.size > maxRemembered && oldest !== undefined) known.delete(oldest)
}

const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => {})
