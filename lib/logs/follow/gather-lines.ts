import type { Outlet } from '#lib/events/outlet.ts'
import type { LogEntry } from '../types.ts'

/** Lines of the same moment share a frame, so that a burst does not become thousands of them. */
const gatherMs = 50
const frameLines = 500

/** Collects lines for a short while; each id is sent once. */
export function gatherLines(
  outlet: Pick<Outlet, 'ended'>,
  send: (lines: readonly LogEntry[]) => void,
): { readonly add: (lines: readonly LogEntry[]) => void } {
  const sent = new Set<string>()
  let waiting: LogEntry[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const lines = waiting
    waiting = []
    for (let at = 0; at < lines.length; at += frameLines) send(lines.slice(at, at + frameLines))
  }
  outlet.ended.addEventListener('abort', () => clearTimeout(timer))
  return {
    add: (lines) => {
      const fresh = lines.filter(({ id }) => !sent.has(id))
      if (fresh.length === 0 || outlet.ended.aborted) return
      for (const { id } of fresh) sent.add(id)
      if (sent.size > 20_000) for (const id of [...sent].slice(0, 10_000)) sent.delete(id)
      waiting.push(...fresh)
      timer ??= setTimeout(flush, gatherMs)
    },
  }
}
