import { OutboundError } from '#lib/core/http/outbound-failure.ts'
import { StreamRefused } from '#lib/core/http/stream.ts'
import { HostingError } from '../failure.ts'
import { mergeLive } from '../http/merge-live.ts'
import { pause } from '../http/pause.ts'
import type { LogItem, LogLine, LogQuery, LogSource } from '../log-port.ts'
import type { Deployment } from './answers.ts'
import type { AppPlatformClient, LogType } from './client.ts'
import { createLineReader, type LogOrigin } from './log-lines.ts'
import { followLive, type LogDownload, readWholeLog } from './read-log.ts'

const logTypes: readonly LogType[] = ['RUN', 'DEPLOY', 'BUILD']
const renewPauseMs = 5_000
const lateLinesMs = 300_000

/** Logs of the build, the deployment and the running instances of each component. */
export function createLogs(
  client: AppPlatformClient,
  components: readonly string[],
  outbound: () => LogDownload,
): LogSource {
  const wanted = (query: Pick<LogQuery, 'components'>) =>
    components.filter((slug) => query.components === null || query.components.includes(slug))
  return {
    searchesText: false,
    components,
    async *read(query, signal) {
      const all = await listOrigins(client, wanted(query), signal)
      const origins = all.filter((origin) => mayReachInto(origin, query))
      const read = (origin: LogOrigin) => readOrigin(client, outbound(), origin, signal)
      const lines = (await Promise.all(origins.map(read))).flat()
      yield* select(lines, query)
    },
    async *follow(query, signal) {
      const follow = (component: string) => followComponent(client, outbound(), component, signal)
      for await (const item of mergeLive(wanted(query).map(follow), signal)) {
        if (item.kind === 'notice' || matches(item.line, query.text)) yield item
      }
    },
  }
}

async function listOrigins(
  client: AppPlatformClient,
  components: readonly string[],
  signal: AbortSignal,
): Promise<LogOrigin[]> {
  const app = await client.readApp(signal)
  const deployments = [app.in_progress_deployment, app.active_deployment].filter(
    (each): each is Deployment => each !== null && each !== undefined,
  )
  if (deployments.length === 0) {
    throw new HostingError('empty_answer', `The app ${app.spec.name} names no deployment at all.`)
  }
  return deployments.flatMap((deployment) =>
    components.flatMap((component) =>
      logTypes.map((type) => toOrigin(deployment, component, type)),
    ),
  )
}

/** Whether anything can have been written since the window began: builds and deployments end, what runs does not. */
function mayReachInto({ type, endedAt }: LogOrigin, { from }: LogQuery) {
  return type === 'RUN' || endedAt === null || endedAt.getTime() + lateLinesMs >= from.getTime()
}

function toOrigin(deployment: Deployment, component: string, type: LogType): LogOrigin {
  const { id: deploymentId, created_at: startedAt, phase, updated_at: updatedAt } = deployment
  const endedAt = phase === 'ACTIVE' ? (updatedAt ?? null) : null
  return { component, type, deploymentId, startedAt, endedAt }
}

async function readOrigin(
  client: AppPlatformClient,
  outbound: LogDownload,
  origin: LogOrigin,
  signal: AbortSignal,
): Promise<LogLine[]> {
  const renew = () => client.readLogUrls({ ...origin, follow: false }, signal)
  try {
    const lines = await readWholeLog(outbound, renew, signal)
    return lines.map(createLineReader(origin))
  } catch (error) {
    // A component without a build, or one that has not started yet, has no such log.
    if (error instanceof HostingError && error.failure === 'not_found') return []
    throw error
  }
}

function* select(lines: readonly LogLine[], query: LogQuery): Generator<LogItem> {
  const found = lines
    .filter(({ at }) => at >= query.from && at <= query.to)
    .filter((line) => matches(line, query.text))
    // Lines of one moment stay in their order, newest first.
    .toReversed()
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
  for (const line of found.slice(0, query.limit)) yield { kind: 'line', line }
  const last = found[query.limit - 1]
  if (found.length > query.limit && last) {
    yield { kind: 'notice', notice: { kind: 'truncated', at: last.at, detail: null } }
  }
}

function matches({ text }: LogLine, wanted: string | null) {
  return wanted === null || text.toLowerCase().includes(wanted.toLowerCase())
}

/** Lines of one component from now on; its address is asked for again whenever it ends. */
async function* followComponent(
  client: AppPlatformClient,
  outbound: LogDownload,
  component: string,
  signal: AbortSignal,
): AsyncGenerator<LogItem> {
  const seen = new Set<string>()
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    if (!isFirst) yield { kind: 'notice', notice: { kind: 'gap', at: new Date(), detail: null } }
    const [origin] = (await listOrigins(client, [component], signal)).toReversed()
    const run = origin && { ...origin, type: 'RUN' as const }
    const { live_url: url } = run
      ? await client.readLogUrls({ ...run, follow: true }, signal)
      : { live_url: undefined }
    if (run && url) yield* followUrl(outbound, url, run, { seen, isFirst, signal })
    await pause(renewPauseMs, signal)
  }
}

async function* followUrl(
  outbound: LogDownload,
  url: string,
  origin: LogOrigin,
  state: { readonly seen: Set<string>; readonly isFirst: boolean; readonly signal: AbortSignal },
): AsyncGenerator<LogItem> {
  const startedAt = new Date()
  const toLine = createLineReader(origin)
  try {
    for await (const text of followLive(outbound, url, state.signal)) {
      const line = toLine(text)
      const isOld = state.isFirst ? line.at < startedAt : state.seen.has(line.id)
      remember(state.seen, line.id)
      if (!isOld) yield { kind: 'line', line }
    }
  } catch (error) {
    if (!(error instanceof OutboundError || error instanceof StreamRefused)) throw error
  }
}

function remember(seen: Set<string>, id: string) {
  if (seen.size >= 10_000) seen.clear()
  seen.add(id)
}
