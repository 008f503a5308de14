import type { LogItem, LogNotice } from '../log-port.ts'
import type { LogEvent } from './line-sieve.ts'

export function toLineItem(id: string, event: LogEvent, component: string | null): LogItem {
  const { at, stream, text } = event
  return {
    kind: 'line',
    line: { id, at: new Date(at), component, instance: stream, text, level: null },
  }
}

export function toNotice(
  kind: LogNotice['kind'],
  at: number | null = null,
  detail: string | null = null,
): LogItem {
  return { kind: 'notice', notice: { kind, at: at === null ? null : new Date(at), detail } }
}
