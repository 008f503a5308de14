import { HostingError } from '../failure.ts'
import type { LogItem, LogQuery } from '../log-port.ts'
import type { CommandResult, HostClient } from './client.ts'
import { toCommandFailure } from './command-failure.ts'
import { type Command, readJournal } from './commands.ts'
import { timedOut } from './connection-failure.ts'
import { parseEntry } from './journal-entry.ts'
import type { HostUnit } from './target.ts'

const maxBytes = 32 * 1024 * 1024

/** Entries of a window, newest first. Says where it stopped when there was more than it could take. */
export async function* readJournalItems(
  client: HostClient,
  units: readonly HostUnit[],
  query: LogQuery,
  signal: AbortSignal,
): AsyncIterable<LogItem> {
  if (units.length === 0) return
  const command = toCommand(units, query)
  const lines = client.stream(command, signal)
  let count = 0
  let size = 0
  let last: Date | null = null
  let odd = 0
  try {
    for (;;) {
      const next = await lines.next()
      if (next.done) {
        if (signal.aborted) throw timedOut(client.name, 'Reading the journal')
        requireRead(client.name, command, next.value, { count, odd })
        break
      }
      const entry = parseEntry(next.value, units)
      if (!entry) {
        odd += 1
        continue
      }
      size += next.value.text.length
      if (count >= query.limit || size > maxBytes) {
        yield { kind: 'notice', notice: { kind: 'truncated', at: last, detail: null } }
        return
      }
      count += 1
      last = entry.line.at
      yield { kind: 'line', line: entry.line }
    }
    if (odd > 0) yield unreadable(odd, last)
  } finally {
    await lines.return(null)
  }
}

function toCommand(units: readonly HostUnit[], { from, to, limit }: LogQuery): Command {
  return readJournal(
    units.map(({ unit }) => unit),
    { since: from.getTime() / 1_000, until: to.getTime() / 1_000, lines: limit + 1 },
  )
}

function requireRead(
  name: string,
  command: Command,
  result: CommandResult | null,
  { count, odd }: { readonly count: number; readonly odd: number },
): void {
  if (result === null) {
    throw new HostingError(
      'unreachable',
      `The connection of ${name} was lost while the journal was read.`,
    )
  }
  if (count > 0) return
  requireReadable(name, command, result)
  if (odd > 0)
    throw new HostingError('invalid_answer', `journalctl of ${name} answered no entries.`)
}

/** Without the right group, journalctl finds nothing and says so only in its error output. */
export function requireReadable(name: string, command: Command, result: CommandResult): void {
  const isBlind = /not seeing messages from other users|insufficient permissions/i.test(
    result.errorText,
  )
  if (isBlind) {
    throw new HostingError(
      'denied',
      `${name} may not read the journal. Add the user to the group systemd-journal.`,
      { identity: name, permission: 'systemd-journal' },
    )
  }
  if (result.exitCode !== 0) throw toCommandFailure(name, command, result)
}

function unreadable(count: number, at: Date | null): LogItem {
  return {
    kind: 'notice',
    notice: { kind: 'gap', at, detail: `${count} entries could not be read` },
  }
}
