import { setTimeout as wait } from 'node:timers/promises'
import { HostingError } from '../failure.ts'
import type { LogItem } from '../log-port.ts'
import type { HostClient } from './client.ts'
import { type ContainerEngine, followContainerLog, readContainerLog } from './commands.ts'
import { connectionLost } from './connection-failure.ts'
import { parseContainerLine } from './container-line.ts'
import type { FollowOptions } from './follow-journal.ts'
import { requireEnded } from './read-container-log.ts'
import { createSeen, type Seen } from './seen.ts'
import type { HostContainer } from './target.ts'
import { withEngine } from './with-engine.ts'

interface Progress {
  /** Time of the newest line; null before the first. */
  since: string | null
  /** Reading from a time on brings the lines of that time again. */
  readonly seen: Seen
  failures: number
  /** Times in a row that the container had ended. */
  pauses: number
}

const longestPauses = 5

/** Lines from now on. A container that ends or is made anew is waited for; a lost connection leaves no gap, and no line comes twice. */
export async function* followContainer(
  client: HostClient,
  container: HostContainer,
  signal: AbortSignal,
  options: FollowOptions,
): AsyncGenerator<LogItem> {
  const { engine, ...progress } = await withEngine((each) =>
    findStart(client, each, container, signal),
  )
  while (!signal.aborted) {
    const failure = yield* followOnce(client, engine, container, { progress, signal })
    if (signal.aborted) return
    progress.failures = failure ? progress.failures + 1 : 0
    progress.pauses = Math.min(progress.pauses + 1, longestPauses)
    if (failure && progress.failures > options.attempts) throw failure
    const pauseMs = options.pauseMs * 2 ** progress.pauses
    await wait(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

async function findStart(
  client: HostClient,
  engine: ContainerEngine,
  container: HostContainer,
  signal: AbortSignal,
): Promise<Progress & { readonly engine: ContainerEngine }> {
  const command = readContainerLog(engine, container.container, { lines: 1 })
  const result = await client.run(command, signal)
  const [text = ''] = result.output.split('\n')
  requireEnded(client.name, engine, result, text === '' ? [] : [text])
  const newest = parseContainerLine({ text, cut: false }, container)
  if (!newest && text !== '') {
    throw new HostingError('invalid_answer', `"${engine} logs" of ${client.name} gave no time.`)
  }
  const seen = createSeen()
  if (newest) seen.add(newest.line.id)
  return { engine, since: newest?.stamp ?? null, seen, failures: 0, pauses: 0 }
}

interface Following {
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** Follows until it breaks off: the reason, or null when the container ended. Throws what no further attempt would change. */
async function* followOnce(
  client: HostClient,
  engine: ContainerEngine,
  container: HostContainer,
  { progress, signal }: Following,
): AsyncGenerator<LogItem, HostingError | null> {
  const command = followContainerLog(engine, container.container, progress.since)
  const lines = client.stream(command, signal)
  const odd: string[] = []
  try {
    let next = await lines.next()
    for (; !next.done; next = await lines.next()) {
      const entry = parseContainerLine(next.value, container)
      if (!entry) odd.push(next.value.text.slice(0, 300))
      if (!entry || !progress.seen.add(entry.line.id)) continue
      Object.assign(progress, { since: entry.stamp, failures: 0, pauses: 0 })
      yield { kind: 'line', line: entry.line }
    }
    if (next.value === null) return connectionLost(client.name)
    requireEnded(client.name, engine, next.value, odd.slice(-1))
    return null
  } catch (error) {
    if (error instanceof HostingError && passing.has(error.failure)) return error
    throw error
  } finally {
    await lines.return(null)
  }
}

// Between its removal and its successor a container of the name does not exist.
const passing: ReadonlySet<HostingError['failure']> = new Set([
  'unreachable',
  'timed_out',
  'throttled',
  'not_found',
])
