import { HostingError } from '../failure.ts'
import { pause } from '../http/pause.ts'
import { untilIdle } from '../http/until-idle.ts'
import type { LogItem, LogLine, LogQuery, LogSource } from '../log-port.ts'
import { type BuildEvent, type RuntimeRow, runtimeRow } from './answers.ts'
import type { VercelClient } from './client.ts'
import { getProductionId } from './mapper.ts'

// The log of what runs begins with what is there and never ends.
const idleMs = 1_500
const maxRows = 10_000
const watchEveryMs = 30_000
const reopenPauseMs = 2_000

/** Rows of the functions that run in production, and the log of its build. */
export function createLogs(client: VercelClient, components: readonly string[]): LogSource {
  const [only] = components
  const component = components.length === 1 && only ? only : null
  const isWanted = (query: Pick<LogQuery, 'components'>) =>
    query.components === null || components.some((slug) => query.components?.includes(slug))
  return {
    searchesText: false,
    components: component === null ? null : components,
    async *read(query, signal) {
      if (!isWanted(query)) return
      const project = await client.readProject(signal)
      const deploymentId = getProductionId(project)
      const [events, rows] = await Promise.all([
        client.readBuildEvents(deploymentId, query, signal),
        readRows(client, { projectId: project.id, deploymentId }, signal),
      ])
      const built = events.flatMap((event, index) => toBuildLine(event, index, component))
      yield* select([...built, ...rows.map((row) => toRuntimeLine(row, component))], rows, query)
    },
    async *follow(query, signal) {
      if (!isWanted(query)) return
      for await (const row of followProduction(client, signal)) {
        if (row === 'gap')
          yield { kind: 'notice', notice: { kind: 'gap', at: new Date(), detail: null } }
        else {
          const line = toRuntimeLine(row, component)
          if (!matches(line, query.text)) continue
          yield { kind: 'line', line }
          if (row.messageTruncated) yield truncated(line)
        }
      }
    },
  }
}

async function readRows(
  client: VercelClient,
  { projectId, deploymentId }: { readonly projectId: string; readonly deploymentId: string },
  signal: AbortSignal,
): Promise<RuntimeRow[]> {
  const stopping = new AbortController()
  const both = AbortSignal.any([signal, stopping.signal])
  const lines = await client.openRuntimeLogs(projectId, deploymentId, both)
  const rows: RuntimeRow[] = []
  for await (const row of untilIdle(parseRows(lines, both), idleMs, () => stopping.abort())) {
    rows.push(row)
    if (rows.length >= maxRows) break
  }
  if (signal.aborted) throw new HostingError('timed_out', 'The log was not read in time.')
  return rows
}

/** Rows of whichever deployment is in production; `gap` whenever the stream had to be opened anew. */
async function* followProduction(
  client: VercelClient,
  signal: AbortSignal,
): AsyncGenerator<RuntimeRow | 'gap'> {
  const seen = new Set<string>()
  let since = new Date()
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    if (!isFirst) yield 'gap'
    const project = await client.readProject(signal)
    const deploymentId = getProductionId(project)
    const replaced = new AbortController()
    const watching = setInterval(() => {
      client
        .readProject(signal)
        .then((now) => getProductionId(now) !== deploymentId && replaced.abort())
        // Not to be told is no change; the stream itself says when it ends.
        .catch(() => undefined)
    }, watchEveryMs)
    try {
      const both = AbortSignal.any([signal, replaced.signal])
      const lines = await client.openRuntimeLogs(project.id, deploymentId, both)
      for await (const row of parseRows(lines, both)) {
        if (row.timestampInMs < since || seen.has(row.rowId)) continue
        if (seen.size >= maxRows) seen.clear()
        seen.add(row.rowId)
        since = row.timestampInMs
        yield row
      }
    } catch (error) {
      if (!isCut(error)) throw error
    } finally {
      clearInterval(watching)
    }
    await pause(reopenPauseMs, signal)
  }
}

function isCut(error: unknown) {
  return error instanceof HostingError && error.failure === 'unreachable'
}

async function* parseRows(lines: AsyncIterable<string>, signal: AbortSignal) {
  try {
    for await (const line of lines) {
      if (line.trim() === '') continue
      const row = runtimeRow.safeParse(readJson(line))
      if (!row.success) {
        throw new HostingError('invalid_answer', 'Vercel sent a row of a log in an unknown form.')
      }
      // Marks of the stream itself are no lines of the program.
      if (row.data.source !== 'delimiter') yield row.data
    }
  } catch (error) {
    if (error instanceof HostingError) throw error
    if (!signal.aborted) throw new HostingError('unreachable', 'Vercel ended a log half-way.')
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function* select(
  lines: readonly LogLine[],
  rows: readonly RuntimeRow[],
  query: LogQuery,
): Generator<LogItem> {
  const cut = new Set(rows.filter((row) => row.messageTruncated).map(({ rowId }) => rowId))
  const found = lines
    .filter(({ at }) => at >= query.from && at <= query.to)
    .filter((line) => matches(line, query.text))
    .toReversed()
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
  for (const line of found.slice(0, query.limit)) {
    yield { kind: 'line', line }
    if (cut.has(line.id)) yield truncated(line)
  }
  const last = found[query.limit - 1]
  if (found.length > query.limit && last) {
    yield { kind: 'notice', notice: { kind: 'truncated', at: last.at, detail: null } }
  }
}

function truncated({ at }: LogLine): LogItem {
  const detail = 'Vercel keeps only the beginning of this line.'
  return { kind: 'notice', notice: { kind: 'truncated', at, detail } }
}

function toRuntimeLine(row: RuntimeRow, component: string | null): LogLine {
  const request = [row.requestMethod, row.requestPath, row.responseStatusCode || null]
    .filter(Boolean)
    .join(' ')
  return {
    id: row.rowId,
    at: row.timestampInMs,
    component,
    instance: row.source ?? null,
    text: row.message || request,
    level: row.level ?? null,
  }
}

function toBuildLine(event: BuildEvent, index: number, component: string | null): LogLine[] {
  const at = event.payload?.date ?? event.date ?? event.created
  const text = event.payload?.text ?? event.text
  if (!at || !text) return []
  const id = event.payload?.id ?? event.id ?? `build-${at.getTime()}-${index}`
  const level = event.type === 'stderr' ? 'warning' : null
  return [{ id, at, component, instance: 'build', text: text.replace(/\n$/, ''), level }]
}

function matches({ text }: LogLine, wanted: string | null) {
  return wanted === null || text.toLowerCase().includes(wanted.toLowerCase())
}
