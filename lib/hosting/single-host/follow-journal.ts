import { setTimeout as wait } from 'node:timers/promises'
import { HostingError } from '../failure.ts'
import type { LogItem } from '../log-port.ts'
import type { CommandResult, HostClient } from './client.ts'
import { followJournal, type JournalPosition, readNewestEntry } from './commands.ts'
import { type JournalEntry, parseEntry } from './journal-entry.ts'
import { requireReadable } from './read-journal.ts'
import { createSeen, type Seen } from './seen.ts'
import type { HostUnit } from './target.ts'

export interface FollowOptions {
  /** Pause before the first attempt to take it up again; it doubles with each further one. */
  readonly pauseMs: number
  /** Attempts in a row that bring nothing before it is given up. */
  readonly attempts: number
}

interface Progress {
  newest: JournalEntry | null
  /** Ids of lines that were given out, so that reading by time again brings none twice. */
  readonly seen: Seen
  position: JournalPosition
  failures: number
}

/** Entries from now on. A lost connection or journal is taken up where it broke off: nothing missing, nothing twice. */
export async function* followJournalItems(
  client: HostClient,
  units: readonly HostUnit[],
  signal: AbortSignal,
  options: FollowOptions,
): AsyncGenerator<LogItem> {
  if (units.length === 0) return
  const progress = await findStart(client, units, signal)
  while (!signal.aborted) {
    const failure = yield* followOnce(client, units, signal, progress)
    if (signal.aborted) return
    progress.failures += 1
    if (progress.failures > options.attempts) throw failure
    const pauseMs = options.pauseMs * 2 ** (progress.failures - 1)
    await wait(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Follows until it breaks off, and says why it did. Throws what no further attempt would change. */
async function* followOnce(
  client: HostClient,
  units: readonly HostUnit[],
  signal: AbortSignal,
  progress: Progress,
): AsyncGenerator<LogItem, HostingError> {
  const lines = client.stream(followJournal(namesOf(units), progress.position), signal)
  try {
    resume(progress, yield* newLines(lines, units, progress))
    return new HostingError('unreachable', `The journal of ${client.name} ended again and again.`)
  } catch (error) {
    if (error instanceof HostingError && passing.has(error.failure)) return error
    throw error
  } finally {
    await lines.return(null)
  }
}

async function findStart(
  client: HostClient,
  units: readonly HostUnit[],
  signal: AbortSignal,
): Promise<Progress> {
  const command = readNewestEntry(namesOf(units))
  const result = await client.run(command, signal)
  const [text = ''] = result.output.split('\n')
  const newest = parseEntry({ text, cut: false }, units)
  if (!newest) requireReadable(client.name, command, result)
  const seen = createSeen()
  if (newest) seen.add(newest.line.id)
  return {
    ...{ newest, seen },
    position: newest ? { kind: 'cursor', cursor: newest.cursor } : { kind: 'start' },
    failures: 0,
  }
}

async function* newLines(
  lines: ReturnType<HostClient['stream']>,
  units: readonly HostUnit[],
  progress: Progress,
): AsyncGenerator<LogItem, CommandResult | null> {
  let next = await lines.next()
  for (; !next.done; next = await lines.next()) {
    const entry = parseEntry(next.value, units)
    if (!entry) continue
    remember(progress, entry)
    if (!progress.seen.add(entry.line.id)) continue
    yield { kind: 'line', line: entry.line }
  }
  return next.value
}

function remember(progress: Progress, entry: JournalEntry): void {
  progress.newest = entry
  progress.position = { kind: 'cursor', cursor: entry.cursor }
  progress.failures = 0
}

/** After a vacuum or a reboot journalctl may refuse the cursor; then the time of the newest line leads on. */
function resume(progress: Progress, result: CommandResult | null): void {
  const { newest, position } = progress
  if (result && result.exitCode !== 0 && newest && position.kind === 'cursor') {
    progress.position = { kind: 'time', since: newest.atMicros / 1_000_000 }
  }
}

const passing: ReadonlySet<HostingError['failure']> = new Set([
  'unreachable',
  'timed_out',
  'throttled',
])

const namesOf = (units: readonly HostUnit[]) => units.map(({ unit }) => unit)
