import { HostingError } from '../failure.ts'

/** A path whose inserted parts are encoded; `.` and `..` would change which path it is, and are refused. */
export function path(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return parts.reduce((text, part, index) => text + toSegment(values[index - 1] ?? '') + part)
}

function toSegment(value: string): string {
  if (value === '' || value === '.' || value === '..') {
    throw new HostingError('rejected', `"${value}" is not a name that can be asked for.`)
  }
  return encodeURIComponent(value)
}
