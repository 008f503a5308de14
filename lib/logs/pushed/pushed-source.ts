import 'server-only'
import { getEnv } from '#lib/core/env.ts'
import type { LogItem, LogLine, LogSource } from '#lib/hosting/log-port.ts'
import { subscribeToArrivals } from './arrivals.ts'
import type { Search } from './line-test.ts'
import { readArrived, readNewest } from './read-lines.ts'
import { fromStoredLevel } from './stored-level.ts'
import type { StoredLine } from './stored-line.ts'

/** What the database can sift besides the port's query. */
export type PushedSieve = Pick<Search, 'levels' | 'matchCase' | 'pattern' | 'not'>

/** Lets every line pass. */
export const openSieve: PushedSieve = { levels: null, matchCase: false, pattern: null, not: '' }

/** Lines that were pushed to a stage, as one more source beside those of its platform. */
export function createPushedSource(stageId: string, sieve: PushedSieve): LogSource {
  return {
    searchesText: true,
    components: null,
    async *read(query, signal): AsyncGenerator<LogItem> {
      signal.throwIfAborted()
      const { lines, searchedTo } = await readNewest({ stageId, ...query, ...sieve })
      for (const line of lines) yield { kind: 'line', line: toLogLine(line) }
      if (searchedTo || lines.length >= query.limit) {
        yield toNotice('truncated', searchedTo ?? lines.at(-1)?.at ?? null)
      } else if (query.from < keptSince()) yield toNotice('expired', keptSince())
    },
    follow: (query, signal) => follow(stageId, query.components, signal),
    readRetentionDays: async () => getEnv().LOG_RETENTION_DAYS,
  }
}

const toNotice = (kind: 'truncated' | 'expired' | 'gap', at: Date | null): LogItem => ({
  kind: 'notice',
  notice: { kind, at, detail: null },
})

const toLogLine = (line: StoredLine): LogLine => ({
  id: line.id,
  at: line.at,
  component: line.component,
  instance: line.instance,
  text: line.coloured ?? line.text,
  level: fromStoredLevel(line.level),
})

/** Whole days (UTC) are dropped. */
function keptSince(): Date {
  const today = Math.floor(Date.now() / dayMs) * dayMs
  return new Date(today - getEnv().LOG_RETENTION_DAYS * dayMs)
}

const dayMs = 86_400_000
const maxBehind = 500

async function* follow(
  stageId: string,
  components: readonly string[] | null,
  signal: AbortSignal,
): AsyncGenerator<LogItem> {
  const arrived: Parameters<typeof readArrived>[0][] = []
  let wake = () => {}
  let hasEnded = false
  const unsubscribe = await subscribeToArrivals({
    stageId,
    onArrival: (arrival) => {
      arrived.push({ ...arrival, components })
      wake()
    },
    onEnd: () => {
      hasEnded = true
      wake()
    },
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    while (!signal.aborted) {
      // More than can be caught up with: what is newest matters, and the reader is told.
      if (arrived.length > maxBehind) {
        const [skipped] = arrived.splice(0, arrived.length - 1)
        yield toNotice('gap', skipped ? new Date(skipped.from) : null)
      }
      const next = arrived.shift()
      if (next) {
        for (const line of await readArrived(next)) yield { kind: 'line', line: toLogLine(line) }
      } else if (hasEnded) {
        throw new Error('The database no longer tells of new lines.')
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    unsubscribe()
  }
}
