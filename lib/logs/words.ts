/** Worst first; the place in the list plus one is also what is drawn and stored by. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

export type LogLevel = (typeof logLevels)[number]

/** How a log names levels: syslog, logfmt, Java, Python, .NET and OpenTelemetry among them. */
const aliases: Readonly<Record<string, LogLevel>> = {
  emerg: 'fatal',
  emergency: 'fatal',
  alert: 'fatal',
  crit: 'fatal',
  critical: 'fatal',
  fatal: 'fatal',
  panic: 'fatal',
  err: 'error',
  error: 'error',
  eror: 'error',
  severe: 'error',
  warn: 'warn',
  warning: 'warn',
  notice: 'info',
  info: 'info',
  information: 'info',
  informational: 'info',
  log: 'info',
  debug: 'debug',
  dbug: 'debug',
  fine: 'debug',
  trace: 'trace',
  verbose: 'trace',
  finest: 'trace',
}

// RFC 5424, table 2.
const syslog: readonly LogLevel[] = [
  'fatal',
  'fatal',
  'fatal',
  'error',
  'warn',
  'info',
  'info',
  'debug',
]

/** A level as a source states it: a word, a syslog priority (0 to 7) or a number as pino counts (10 to 60). */
export function toLevel(stated: unknown): LogLevel | null {
  if (typeof stated === 'string') {
    const word = stated.trim().toLowerCase()
    if (Object.hasOwn(aliases, word)) return aliases[word] ?? null
    // OpenTelemetry counts within a word: INFO2, WARN4.
    const counted = /^(trace|debug|info|warn|error|fatal)[2-4]$/.exec(word)?.[1]
    if (counted) return aliases[counted] ?? null
    return /^\d{1,2}$/.test(word) ? toLevel(Number(word)) : null
  }
  if (typeof stated !== 'number' || !Number.isInteger(stated) || stated < 0) return null
  if (stated <= 7) return syslog[stated] ?? null
  return stated >= 10 && stated <= 69 ? (pinoLevels[Math.floor(stated / 10) - 1] ?? null) : null
}

const pinoLevels = logLevels.toReversed()

/** Severity as OpenTelemetry counts, 1 to 24 (https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber). */
export function toSeverityLevel(severity: unknown): LogLevel | null {
  const number = Number(severity)
  if (!Number.isInteger(number) || number < 1 || number > 24) return null
  return pinoLevels[Math.floor((number - 1) / 4)] ?? null
}

/** Colours of a line; the browser has one readable colour for each. */
export const logColours = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'grey'] as const

export type LogColour = (typeof logColours)[number]

/** Why a source could not be read beyond what its platform says. */
export const logFailures = ['deadline', 'internal'] as const

interface FoundRecord {
  readonly record: Readonly<Record<string, unknown>>
  /** Before the object, without blanks around it. */
  readonly prefix: string
}

/** A time and a few names fit; more is a sentence that happens to end with an object. */
const longestPrefix = 120

/** The JSON object a line is, or ends with behind a prefix of times, names and levels; null for any other line. */
export function parseRecord(text: string): FoundRecord | null {
  const trimmed = text.trim()
  const start = trimmed.indexOf('{')
  if (start < 0 || start > longestPrefix || !trimmed.endsWith('}')) return null
  const prefix = trimmed.slice(0, start)
  // Code such as `f(x){}` is no prefix, nor is a key of its own.
  if (prefix !== '' && !/[\s\]:|-]$/.test(prefix)) return null
  try {
    const value: unknown = JSON.parse(trimmed.slice(start))
    // Safe because a text that begins with a brace can only be an object.
    return { record: value as Readonly<Record<string, unknown>>, prefix: prefix.trim() }
  } catch {
    return null
  }
}
