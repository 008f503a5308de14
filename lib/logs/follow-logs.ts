import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { createOutlet, type Outlet } from '#lib/events/outlet.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { encodeHeartbeat, encodeLines, encodeSource, encodeStart } from './follow/encode.ts'
import { followSource } from './follow/follow-source.ts'
import { gatherLines } from './follow/gather-lines.ts'
import { toLine } from './line/to-line.ts'
import { openSieve } from './pushed/pushed-source.ts'
import { findCertainText } from './read/certain-text.ts'
import { readAll } from './read/read-all.ts'
import { createSieve, type Sieve } from './read/sieve.ts'
import type { FollowLogsQuery, StagePath } from './schemas.ts'
import { listStageLogSources, type StageLogSource } from './sources/stage-sources.ts'

export interface FollowLogsOptions {
  /** Fires when the reader is gone; all sources are let go then. */
  readonly signal: AbortSignal
  readonly heartbeatMs?: number
  /** After this time the stream ends and the reader asks again, with their rights of then; default ten minutes. */
  readonly lifetimeMs?: number
}

const retryMs = 1_000
const caughtUpLines = 2_000
const longestAbsenceMs = 30 * 60_000

/** Lines of a stage from now on as server-sent events, from all its sources as they come. */
export async function followLogs(
  ctx: Context,
  path: StagePath,
  { after, ...filter }: FollowLogsQuery,
  options: FollowLogsOptions,
): Promise<ReadableStream<Uint8Array>> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const sieve = createSieve(filter)
  const stage = await listStageLogSources(ctx, subject, openSieve)
  const outlet = createOutlet()
  keepTime(outlet, options)
  outlet.send(encodeStart(retryMs))
  const gather = gatherLines(outlet, (lines) => outlet.send(encodeLines(lines)))
  const since = after ?? ctx.now()
  for (const source of stage.sources) {
    if (filter.source && !filter.source.includes(source.slug)) continue
    void follow(source, { outlet, gather, since, sieve, filter, components: stage.components })
  }
  if (after) void catchUp(ctx, subject, { after, filter, outlet, gather })
  return outlet.readable
}

interface Following {
  readonly outlet: Outlet
  readonly gather: ReturnType<typeof gatherLines>
  readonly since: Date
  readonly sieve: Sieve
  readonly filter: Omit<FollowLogsQuery, 'after'>
  readonly components: ReadonlySet<string>
}

async function follow(source: StageLogSource, options: Following): Promise<void> {
  const { outlet, gather, since, sieve, filter, components } = options
  const { slug, kind, platform } = source
  const origin = { slug, kind, platform }
  const tell = (state: 'following' | 'failed', message: string | null) =>
    outlet.send(encodeSource({ ...origin, state, message, notice: null }))
  const items = followSource(source.open, {
    ...{ since, signal: outlet.ended },
    query: { text: findCertainText(filter), components: filter.component ?? null },
    onFailure: (error) => tell('failed', toMessage(error)),
    onSuccess: () => tell('following', null),
  })
  for await (const item of items) {
    if (outlet.ended.aborted) return
    if (item.kind === 'notice') {
      const { at, detail } = item.notice
      const text = detail && redactSecrets(toInertText(detail)).slice(0, 300)
      const notice = { kind: item.notice.kind, at: at?.toISOString() ?? null, detail: text }
      outlet.send(encodeSource({ ...origin, state: 'notice', message: null, notice }))
    } else {
      const entry = toLine(item.line, { source: slug, components })
      const named = entry.component ? entry : { ...entry, component: source.component }
      gather.add(sieve.sift([named]))
    }
  }
}

function toMessage(error: unknown): string {
  if (!(error instanceof HostingError)) return 'The lines could not be read.'
  return redactSecrets(toInertText(error.message))
}

/** Lines that came while the reader was away; followers may bring some of them too, told apart by their ids. */
async function catchUp(
  ctx: Context,
  subject: StageSubject,
  {
    after,
    filter,
    outlet,
    gather,
  }: Pick<Following, 'filter' | 'outlet' | 'gather'> & { after: Date },
): Promise<void> {
  const to = new Date()
  const from = new Date(Math.max(after.getTime(), to.getTime() - longestAbsenceMs))
  if (from >= to) return
  try {
    const missed = await readAll(ctx, subject, {
      ...{ filter, window: { from, to }, limit: caughtUpLines, signal: outlet.ended },
    })
    gather.add(missed.lines.toReversed())
  } catch (error) {
    ctx.logger.warn({ error }, 'missed log lines could not be read')
  }
}

function keepTime(
  { send, end, ended }: Outlet,
  { signal, heartbeatMs = 15_000, lifetimeMs = 600_000 }: FollowLogsOptions,
): void {
  const heartbeat = setInterval(() => send(encodeHeartbeat()), heartbeatMs)
  const lifetime = setTimeout(end, lifetimeMs)
  ended.addEventListener('abort', () => {
    clearInterval(heartbeat)
    clearTimeout(lifetime)
  })
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
}
