import type { Timestamp } from './store/records.ts'

/** GitHub writes whole seconds. */
export function toTimestamp(date: Date): Timestamp {
  return `${date.toISOString().slice(0, 19)}Z`
}
