import { z } from 'zod'
import type { LogLine } from '../log-port.ts'
import type { ReadLine } from './read-lines.ts'
import type { HostUnit } from './target.ts'

/** A line of the journal, and where reading can be taken up again behind it. */
export interface JournalEntry {
  readonly cursor: string
  /** Microseconds since 1970. */
  readonly atMicros: number
  readonly line: LogLine
}

// A field may be text, bytes where it is not UTF-8, null where it is too long, and a list where it occurs several
// times: https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format
const bytes = z.array(z.int().min(0).max(255))
const value = z.union([z.string(), bytes, z.null()])
const field = z.union([value, z.array(value)]).optional()

const cursorPattern = /^[\w=;+/.-]{1,500}$/

const entrySchema = z.object({
  __CURSOR: z.string().regex(cursorPattern),
  __REALTIME_TIMESTAMP: z.string().regex(/^\d{1,16}$/),
  MESSAGE: field,
  PRIORITY: field,
  _PID: field,
  _SYSTEMD_UNIT: field,
  UNIT: field,
  _TRANSPORT: field,
})

const leftOut = '[a message of more than 1 MB was left out]'

/** Null for a line that is not an entry of the journal. */
export function parseEntry(line: ReadLine, units: readonly HostUnit[]): JournalEntry | null {
  const parsed = entrySchema.safeParse(line.cut ? salvage(line.text) : parseJson(line.text))
  if (!parsed.success) return null
  const { __CURSOR: cursor, __REALTIME_TIMESTAMP: micros, ...fields } = parsed.data
  const unit = toText(fields._SYSTEMD_UNIT) ?? ''
  const subject = units.some((each) => each.unit === unit) ? unit : toText(fields.UNIT)
  return {
    cursor,
    atMicros: Number(micros),
    line: {
      id: toId(cursor),
      at: new Date(Math.floor(Number(micros) / 1_000)),
      component: units.find((each) => each.unit === subject)?.component ?? null,
      instance: toText(fields._PID),
      text: toText(fields.MESSAGE) ?? '',
      level: toLevel(toText(fields.PRIORITY), toText(fields._TRANSPORT)),
    },
  }
}

/** Everything a process prints has priority 6; what level it means is in its text. */
function toLevel(priority: string | null, transport: string | null): string | null {
  return transport === 'stdout' && priority === '6' ? null : priority
}

/** Where the entry lies in the journal's files changes when they are vacuumed; when it was written and what it says does not. */
function toId(cursor: string): string {
  const parts = cursor.split(';').filter((part) => !/^[si]=/.test(part))
  return parts.length > 0 ? parts.join(';') : cursor
}

function toText(found: z.infer<typeof field>): string | null {
  if (found === undefined || found === null) return null
  if (typeof found === 'string') return found
  const isBytes = bytes.safeParse(found)
  if (isBytes.success && isBytes.data.length > 0) return Buffer.from(isBytes.data).toString('utf8')
  return found
    .map((each) => (typeof each === 'number' ? null : toText(each)))
    .filter((text) => text !== null)
    .join('\n')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The fields journalctl always prints first are there even when the rest was cut off. */
function salvage(text: string): unknown {
  const head = text.slice(0, 4_096)
  return {
    __CURSOR: /"__CURSOR"\s*:\s*"([^"]*)"/.exec(head)?.[1],
    __REALTIME_TIMESTAMP: /"__REALTIME_TIMESTAMP"\s*:\s*"(\d+)"/.exec(head)?.[1],
    _SYSTEMD_UNIT: /"_SYSTEMD_UNIT"\s*:\s*"([^"]*)"/.exec(head)?.[1],
    MESSAGE: leftOut,
  }
}
