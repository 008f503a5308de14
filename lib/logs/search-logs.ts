import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { AppError } from '#lib/core/errors.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { createOutlet } from '#lib/events/outlet.ts'
import type { LogSearchEvent } from './answers/search.ts'
import { type Cursor, parseCursor } from './read/cursor.ts'
import type { LiveReading } from './read/live-reading.ts'
import { type ReadAllOptions, type ReadAllResult, readAll } from './read/read-all.ts'
import { createSieve } from './read/sieve.ts'
import { toWindow } from './read/window.ts'
import type { ReadLogsQuery, StagePath } from './schemas.ts'

export interface SearchLogsOptions {
  /** Fires when the reader is gone or has had enough; every source is let go then. */
  readonly signal: AbortSignal
  /** Between two looks at how far the sources have come. */
  readonly tellEveryMs?: number
  /** Sources that take longer answer with what they have; nothing found is searched for on until then. */
  readonly timeoutMs?: number
}

/** Like `readLogs`, telling on the way which sources have answered and how far back the others have come. */
export async function searchLogs(
  ctx: Context,
  path: StagePath,
  { from, to, limit, cursor, ...filter }: ReadLogsQuery,
  { signal, tellEveryMs = 250, timeoutMs = 60_000 }: SearchLogsOptions,
): Promise<ReadableStream<Uint8Array>> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  // A wrong question is refused before the answer begins.
  createSieve(filter)
  const window = toWindow({ from, to }, ctx.now())
  const outlet = createOutlet()
  const send = (event: LogSearchEvent) =>
    outlet.send(new TextEncoder().encode(`${JSON.stringify(event)}\n`))
  let readings: readonly LiveReading[] = []
  const telling = setInterval(() => send(toProgress(readings)), tellEveryMs)
  outlet.ended.addEventListener('abort', () => clearInterval(telling))
  if (signal.aborted) outlet.end()
  else signal.addEventListener('abort', outlet.end, { once: true })
  const onStart = (started: readonly LiveReading[]) => {
    // Where the search goes on, nobody has to see how far back it is all over again.
    const reached = new Map(readings.map(({ slug, reachedAt }) => [slug, reachedAt]))
    for (const reading of started) reading.reachedAt = reached.get(reading.slug) ?? null
    readings = started
  }
  const read = (at: Cursor | null, leftMs: number) =>
    readAll(ctx, subject, {
      ...{ filter, window, limit, cursor: at, signal: outlet.ended, onStart, timeoutMs: leftMs },
    } satisfies ReadAllOptions)
  void searchOn(read, cursor ? parseCursor(cursor) : null, timeoutMs)
    .then((found) => {
      const page = { ...found, from: window.from.toISOString(), to: window.to.toISOString() }
      send({ kind: 'page', page })
    })
    .catch((error: unknown) => send(toProblem(ctx, error)))
    .finally(outlet.end)
  return outlet.readable
}

/** Reads on until something is found, the window ends, or the time does. */
async function searchOn(
  read: (cursor: Cursor | null, leftMs: number) => Promise<ReadAllResult>,
  start: Cursor | null,
  timeoutMs: number,
): Promise<ReadAllResult> {
  const deadline = performance.now() + timeoutMs
  let found = await read(start, timeoutMs)
  while (found.lines.length === 0 && found.nextCursor !== null) {
    const leftMs = deadline - performance.now()
    // A source that fails has nothing more to say by being asked again at once.
    if (leftMs <= 0 || found.sources.some(({ failure }) => failure)) break
    found = await read(parseCursor(found.nextCursor), leftMs)
  }
  return found
}

const toProgress = (readings: readonly LiveReading[]): LogSearchEvent => ({
  kind: 'progress',
  sources: readings.map(({ reachedAt, ...reading }) => ({
    ...reading,
    reachedAt: reachedAt?.toISOString() ?? null,
  })),
})

function toProblem(ctx: Context, error: unknown): LogSearchEvent {
  if (error instanceof AppError) {
    return { kind: 'problem', reason: error.reason, message: error.message }
  }
  ctx.logger.error({ error }, 'searching logs failed')
  return { kind: 'problem', reason: 'internal', message: 'The lines could not be read.' }
}
