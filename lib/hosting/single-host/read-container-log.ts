import { HostingError } from '../failure.ts'
import type { LogItem, LogQuery } from '../log-port.ts'
import type { CommandResult, HostClient } from './client.ts'
import { toCommandFailure } from './command-failure.ts'
import {
  type Command,
  type ContainerEngine,
  type ContainerLogWindow,
  readContainerLog,
} from './commands.ts'
import { timedOut } from './connection-failure.ts'
import { type ContainerLine, parseContainerLine } from './container-line.ts'
import type { ReadLine } from './read-lines.ts'
import type { HostContainer } from './target.ts'
import { withEngine } from './with-engine.ts'

/** As much as one command may print before only the newer half of its window is asked for. */
const maxBytes = 32 * 1024 * 1024

/** A window that reaches this close to now is read from its end. */
const nowMs = 2_000

interface Window {
  readonly lines: readonly ContainerLine[]
  /** Whether older lines of it were left out. */
  readonly isCut: boolean
  /** Set when there was too much: the newest time that was reached. */
  readonly reached: Date | null
  readonly odd: number
}

/** Lines of one container, newest first. Says where it stopped when there was more than it could take. */
export function readContainerItems(
  client: HostClient,
  container: HostContainer,
  query: LogQuery,
  signal: AbortSignal,
): Promise<readonly LogItem[]> {
  return withEngine(async (engine) => {
    let { from } = query
    for (;;) {
      const window = await readWindow(client, engine, container, { ...query, from }, signal)
      if (!window.reached) return toItems(window, from > query.from)
      // Oldest lines come first, so nothing newer was seen: the rest is looked for closer to the end.
      from = new Date((Math.max(window.reached.getTime(), from.getTime()) + query.to.getTime()) / 2)
    }
  })
}

function toItems({ lines, isCut, odd }: Window, isNarrowed: boolean): readonly LogItem[] {
  const newestFirst = lines.toReversed()
  const at = newestFirst.at(-1)?.line.at ?? null
  return [
    ...newestFirst.map(({ line }): LogItem => ({ kind: 'line', line })),
    ...(isCut || isNarrowed ? [notice('truncated', at, null)] : []),
    ...(odd > 0 ? [notice('gap', at, `${odd} lines had no time`)] : []),
  ]
}

function notice(kind: 'truncated' | 'gap', at: Date | null, detail: string | null): LogItem {
  return { kind: 'notice', notice: { kind, at, detail } }
}

async function readWindow(
  client: HostClient,
  engine: ContainerEngine,
  container: HostContainer,
  query: LogQuery,
  signal: AbortSignal,
): Promise<Window> {
  const { from, to, limit } = query
  const isCurrent = Date.now() - to.getTime() < nowMs
  const end: ContainerLogWindow = isCurrent
    ? { lines: limit + 1 }
    : { until: new Date(to.getTime() + 1).toISOString() }
  const command = readContainerLog(engine, container.container, {
    since: from.toISOString(),
    ...end,
  })
  const output = client.stream(command, signal)
  const found: Found = { lines: [], isCut: false, size: 0, odd: [] }
  try {
    for (let next = await output.next(); ; next = await output.next()) {
      if (next.done) {
        requireRead(client.name, engine, { result: next.value, found, signal })
        return { ...found, reached: null, odd: found.odd.length }
      }
      take(found, next.value, container, query)
      const reached = found.lines.at(-1)?.line.at
      if (found.size > maxBytes && reached) return { ...found, reached, odd: found.odd.length }
    }
  } finally {
    await output.return(null)
  }
}

interface Found {
  readonly lines: ContainerLine[]
  isCut: boolean
  size: number
  /** Lines without a time; the engine's own words when it fails. */
  readonly odd: string[]
}

function take(
  found: Found,
  read: ReadLine,
  container: HostContainer,
  { from, to, limit }: LogQuery,
): void {
  found.size += read.text.length
  const entry = parseContainerLine(read, container)
  if (!entry) {
    found.odd.push(read.text.slice(0, 300))
    return
  }
  const { at } = entry.line
  if (at < from || at > to) return
  found.lines.push(entry)
  if (found.lines.length <= limit) return
  found.lines.shift()
  found.isCut = true
}

interface Ended {
  readonly result: CommandResult | null
  readonly found: Found
  readonly signal: AbortSignal
}

function requireRead(name: string, engine: ContainerEngine, { result, found, signal }: Ended) {
  if (signal.aborted) throw timedOut(name, 'Reading the log of a container')
  if (result === null) {
    throw new HostingError(
      'unreachable',
      `The connection of ${name} was lost while the log of a container was read.`,
    )
  }
  requireEnded(name, engine, result, found.odd)
  if (found.lines.length === 0 && found.odd.length > 0) {
    throw new HostingError('invalid_answer', `"${engine} logs" of ${name} answered no lines.`)
  }
}

/** Throws what the engine complained about; its words come between the lines. */
export function requireEnded(
  name: string,
  engine: ContainerEngine,
  { exitCode, errorText }: CommandResult,
  odd: readonly string[],
): void {
  if (exitCode === 0) return
  const command: Command = [engine]
  throw toCommandFailure(name, command, { exitCode, errorText: odd.at(-1) ?? errorText })
}
