import type { ChangeEvent, ChangeNotice } from './types.ts'

// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
const frame = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n\n`)

/** How long a browser waits before it connects again. */
export const encodeRetry = (retryMs: number) => frame([`retry: ${retryMs}`])

/** The stream stands; `seq` is where a later one continues. */
export const encodeHello = (seq: string) => frame([`id: ${seq}`, 'event: hello', 'data: {}'])

/** Changes were missed that are no longer stored: everything has to be fetched again. */
export const encodeReset = () => frame(['event: reset', 'data: {}'])

export function encodeChange({ seq, topic, key }: ChangeEvent) {
  const notice: ChangeNotice = { topic, key }
  return frame([`id: ${seq}`, 'event: change', `data: ${JSON.stringify(notice)}`])
}

/** Named, because a script in the browser cannot see comments and could not tell a dead connection from a quiet one. */
export const encodeHeartbeat = () => frame(['event: heartbeat', 'data: {}'])
