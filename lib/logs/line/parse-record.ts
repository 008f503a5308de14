export interface FoundRecord {
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
