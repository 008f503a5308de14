import type { FollowedSource, LogEntry } from '../types.ts'

// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
const frame = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n\n`)

/** `id` is where a later stream goes on. */
export function encodeLines(lines: readonly LogEntry[]): Uint8Array {
  const last =
    lines
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? ''
  return frame([`id: ${last}`, 'event: lines', `data: ${JSON.stringify(lines)}`])
}

export const encodeSource = (source: FollowedSource) =>
  frame(['event: source', `data: ${JSON.stringify(source)}`])

export const encodeStart = (retryMs: number) =>
  frame([`retry: ${retryMs}`, 'event: hello', 'data: {}'])

/** Named, because a script in the browser cannot see comments. */
export const encodeHeartbeat = () => frame(['event: heartbeat', 'data: {}'])
