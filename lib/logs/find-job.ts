import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { readAll } from './read/read-all.ts'
import { toWindow } from './read/window.ts'
import { type FindJobPath, type FindJobQuery, LogFilter } from './schemas.ts'
import type { FoundJob, FoundJobPlace, LogEntry } from './types.ts'
import { type LogLevel, logLevels } from './words.ts'

const dayMs = 86_400_000
const mostLines = 1_000
const shownLines = 20

/** Where a background job was: its lines in every component, in the order it went through them. */
export async function findJob(
  ctx: Context,
  { job, ...path }: FindJobPath,
  { from, to }: FindJobQuery,
  signal: AbortSignal,
): Promise<FoundJob> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const window = toWindow({ from, to }, ctx.now(), dayMs)
  const filter = LogFilter.parse({ q: job })
  const { lines, sources } = await readAll(ctx, subject, {
    filter,
    window,
    limit: mostLines,
    signal,
  })
  // The number alone also stands in lines about other things.
  const about = lines.filter(({ jobs }) => jobs.includes(job))
  const groups = Map.groupBy(about, ({ source, component }) => `${source}/${component ?? ''}`)
  return {
    job,
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    places: [...groups.values()].map(toPlace).toSorted((a, b) => (a.firstAt < b.firstAt ? -1 : 1)),
    sources,
  }
}

function toPlace(lines: LogEntry[]): FoundJobPlace {
  const [newest] = lines
  return {
    component: newest?.component ?? null,
    source: newest?.source ?? '',
    firstAt: lines.at(-1)?.at ?? '',
    lastAt: newest?.at ?? '',
    count: lines.length,
    worst: findWorst(lines),
    lines: lines.slice(0, shownLines),
  }
}

function findWorst(lines: readonly LogEntry[]): LogLevel | null {
  return logLevels.find((level) => lines.some((line) => line.level === level)) ?? null
}
