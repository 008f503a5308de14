import type { LogSummary } from '../types.ts'
import { type LogLevel, parseRecord, toLevel, toSeverityLevel } from '../words.ts'

const levelKeys = ['level', 'severity', 'lvl', 'log.level', 'levelname', 'severityText']
const messageKeys = ['msg', 'message', 'event', 'body', 'error']
const serviceKeys = ['component', 'service', 'service.name']
/** Said elsewhere in the row, or about the process rather than what happened. */
const quietKeys = new Set(
  'time timestamp ts @timestamp pid hostname host v name severityNumber trace_id span_id'.split(
    ' ',
  ),
)
const shownFields = 3
const shownCharacters = 80

export interface JsonReading {
  readonly level: LogLevel | null
  readonly service: string | null
  /** What stands before the object, such as a time and a name; empty for most. */
  readonly prefix: string
  readonly summary: LogSummary
}

/** A line that is one JSON object, or ends with one, in short; null for any other line. */
export function summarizeJson(text: string): JsonReading | null {
  const found = parseRecord(text)
  if (!found) return null
  const { record, prefix } = found
  const entries = Object.entries(record)
  const find = (keys: readonly string[]) => keys.find((key) => Object.hasOwn(record, key))
  const messageKey = find(messageKeys)
  const levelKey = find(levelKeys)
  const said = new Set([messageKey, levelKey, ...quietKeys])
  const fields = entries
    .filter(([key, value]) => !said.has(key) && value !== null && typeof value !== 'object')
    .slice(0, shownFields)
    .map(([key, value]) => [key.slice(0, shownCharacters), shorten(String(value))] as const)
  const service = serviceKeys.map((key) => record[key]).find((value) => typeof value === 'string')
  return {
    level: (levelKey ? toLevel(record[levelKey]) : null) ?? toSeverityLevel(record.severityNumber),
    service: typeof service === 'string' ? service : null,
    prefix,
    summary: { message: messageKey ? toMessage(record[messageKey]) : '', fields },
  }
}

const toMessage = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? JSON.stringify(value).slice(0, 1_000)
    : String(value).slice(0, 4_000)

const shorten = (text: string) =>
  text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text
