import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { readAll } from './read/read-all.ts'
import { type LogContextQuery, LogFilter, type StagePath } from './schemas.ts'
import type { LogContext, LogEntry } from './types.ts'

/** How far the neighbours of a line are looked for, each way: most are near, and reading less is quicker. */
const reachesMs = [10_000, 300_000, 3_600_000]
const mostLines = 2_000
const noFilter = LogFilter.parse({})

/** A line with the lines around it, whatever filter it was found by. */
export async function getLogContext(
  ctx: Context,
  path: StagePath,
  { line, at, lines: count }: LogContextQuery,
  signal: AbortSignal,
): Promise<LogContext> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const read = async (from: number, to: number, limit: number) => {
    const window = { from: new Date(from), to: new Date(to) }
    return (await readAll(ctx, subject, { filter: noFilter, window, limit, signal })).lines
  }
  const atMs = at.getTime()
  const moment = await read(atMs, atMs + 1, mostLines)
  const [older, newer] = await Promise.all([
    findNeighbours(count, (reach) => read(atMs - reach, atMs, count)),
    // Lines come newest first, so those next to the moment are the last of a window that holds few enough.
    findNeighbours(count, (reach) => read(atMs + 1, atMs + 1 + reach, mostLines)),
  ])
  const all = [...older.toReversed(), ...moment.toReversed(), ...newer.toReversed()]
  const found = all.findIndex(({ id }) => id === line)
  const middle = found < 0 ? Math.min(older.length, all.length) : found
  return {
    lines: all.slice(Math.max(0, middle - count), middle + count + 1),
    lineId: found < 0 ? null : line,
  }
}

async function findNeighbours(
  count: number,
  read: (reachMs: number) => Promise<readonly LogEntry[]>,
): Promise<readonly LogEntry[]> {
  let lines: readonly LogEntry[] = []
  for (const reachMs of reachesMs) {
    const next = await read(reachMs)
    // A wider window that is too full to be read to its end would leave out what is nearest.
    if (next.length >= mostLines && lines.length > 0) return lines
    lines = next
    if (lines.length >= count) return lines
  }
  return lines
}
