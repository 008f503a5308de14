import { mergeLive } from '../http/merge-live.ts'
import type { LogItem, LogQuery, LogSource } from '../log-port.ts'
import type { HostClient } from './client.ts'
import { followContainer } from './follow-container-log.ts'
import { type FollowOptions, followJournalItems } from './follow-journal.ts'
import { readContainerItems } from './read-container-log.ts'
import { readJournalItems } from './read-journal.ts'
import { listContainers, listUnits, type SingleHostTarget } from './target.ts'

/** The journal of the units and the logs of the containers, as one. */
export function createHostLogs(
  client: HostClient,
  target: SingleHostTarget,
  options: FollowOptions,
): LogSource {
  const units = listUnits(target)
  const containers = listContainers(target)
  return {
    searchesText: false,
    components: [...units, ...containers].map(({ component }) => component),
    read(query, signal) {
      const wanted = select(units, query.components)
      const others = select(containers, query.components)
      if (others.length === 0) return readJournalItems(client, wanted, query, signal)
      return readAll(
        [
          Array.fromAsync(readJournalItems(client, wanted, query, signal)),
          ...others.map((each) => readContainerItems(client, each, query, signal)),
        ],
        query,
      )
    },
    follow(query, signal) {
      const wanted = select(units, query.components)
      const others = select(containers, query.components)
      if (others.length === 0) return followJournalItems(client, wanted, signal, options)
      return mergeLive(
        [
          followJournalItems(client, wanted, signal, options),
          ...others.map((each) => followContainer(client, each, signal, options)),
        ],
        signal,
      )
    },
  }
}

/** Newest first. Where one of them stopped, so does the whole: what is older of the others would hide the gap. */
async function* readAll(
  readings: readonly Promise<readonly LogItem[]>[],
  { limit }: LogQuery,
): AsyncIterable<LogItem> {
  const items = (await Promise.all(readings)).flat()
  const cuts = items.flatMap((item) =>
    item.kind === 'notice' && item.notice.kind === 'truncated' ? [item.notice.at] : [],
  )
  const cutAt = Math.max(...cuts.map((at) => at?.getTime() ?? Number.NEGATIVE_INFINITY))
  const lines = items
    .filter((item) => item.kind === 'line')
    .filter(({ line }) => line.at.getTime() >= cutAt)
    .sort((one, other) => other.line.at.getTime() - one.line.at.getTime())
  const shown = lines.slice(0, limit)
  yield* shown
  yield* items.filter((item) => item.kind === 'notice' && item.notice.kind !== 'truncated')
  if (cuts.length === 0 && lines.length <= limit) return
  const at = shown.at(-1)?.line.at ?? null
  yield { kind: 'notice', notice: { kind: 'truncated', at, detail: null } }
}

function select<T extends { readonly component: string }>(
  all: readonly T[],
  wanted: readonly string[] | null,
): readonly T[] {
  return wanted === null ? all : all.filter(({ component }) => wanted.includes(component))
}
