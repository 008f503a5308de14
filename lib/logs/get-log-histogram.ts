import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { countLines } from './pushed/count-lines.ts'
import { openSieve } from './pushed/pushed-source.ts'
import { listMarks } from './read/list-marks.ts'
import { toLevels } from './read/sieve.ts'
import { toWindow, type Window } from './read/window.ts'
import type { LogHistogramQuery, StagePath } from './schemas.ts'
import { listStageLogSources } from './sources/stage-sources.ts'
import type { LogBucket, LogHistogram } from './types.ts'

/** Widths people know; the first that needs at most 100 bars is taken. */
const widthsSeconds = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800,
]
const maxBuckets = 100

/** How many lines of each level came when, with the deployments between them. */
export async function getLogHistogram(
  ctx: Context,
  path: StagePath,
  { from, to, ...filter }: LogHistogramQuery,
): Promise<LogHistogram> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const window = toWindow({ from, to }, ctx.now())
  const bucketSeconds = toBucketSeconds(window)
  const levels = toLevels(filter)
  const [{ sources }, deployments, counts] = await Promise.all([
    listStageLogSources(ctx, subject, openSieve),
    listMarks(subject.stageId, window),
    // What contains a text can only be counted by reading it.
    filter.q === '' && filter.not === '' && (filter.source?.includes('push') ?? true)
      ? countLines(subject.stageId, {
          ...window,
          bucketSeconds,
          levels,
          components: filter.component ?? null,
        })
      : null,
  ])
  const slugs = sources
    .map(({ slug }) => slug)
    .filter((slug) => filter.source?.includes(slug) ?? true)
  const counted = counts ? ['push'] : []
  return {
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    bucketSeconds,
    buckets: toBuckets(window, bucketSeconds, counts ?? []),
    counted,
    uncounted: slugs.filter((slug) => !counted.includes(slug)),
    deployments,
  }
}

function toBucketSeconds({ from, to }: Window): number {
  const seconds = (to.getTime() - from.getTime()) / 1_000
  return widthsSeconds.find((width) => seconds / width <= maxBuckets) ?? 86_400
}

function toBuckets(
  { from, to }: Window,
  bucketSeconds: number,
  counts: Awaited<ReturnType<typeof countLines>>,
): LogBucket[] {
  const widthMs = bucketSeconds * 1_000
  const first = Math.floor(from.getTime() / widthMs)
  const last = Math.floor((to.getTime() - 1) / widthMs)
  const buckets = Array.from({ length: last - first + 1 }, (_, index) => ({
    at: new Date((first + index) * widthMs).toISOString(),
    counts: {} as Record<string, number>,
  }))
  for (const { at, level, lines } of counts) {
    const bucket = buckets[Math.floor(at.getTime() / widthMs) - first]
    const word = level ?? 'none'
    if (bucket) bucket.counts[word] = (bucket.counts[word] ?? 0) + lines
  }
  return buckets
}
