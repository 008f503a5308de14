import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound, unavailable } from '#lib/core/errors.ts'
import {
  getGitHub,
  type JobLogText,
  type Result,
  readJobLog as readLog,
} from '#lib/github/index.ts'
import { getVisible } from './find-visible.ts'
import type { JobLogPath, JobLogQuery } from './schemas.ts'
import { jobRowNumber } from './steps/run-steps.ts'
import type { JobLog } from './types.ts'

const openTtlMs = 2_000
const endedTtlMs = 10 * 60_000
const maxEntries = 50
/** Lines of one answer; the reader asks on from its cursor. */
const pageLines = 2_000

interface CachedLog {
  readonly until: number
  readonly result: Promise<Result<JobLogText>>
}

// Everybody who follows the same job shares one download.
const cache = new Map<string, CachedLog>()

/** The lines of a job's log after a cursor. GitHub shows most logs only once their job has ended. */
export async function readJobLog(
  ctx: Context,
  { id, jobId }: JobLogPath,
  { after }: JobLogQuery,
): Promise<JobLog> {
  const { deployment } = await getVisible(ctx, id)
  const job = await getDb().deploymentStep.findFirst({
    where: { deploymentId: id, jobId, number: jobRowNumber },
    select: { state: true },
  })
  if (!job || !deployment.repository) throw notFound('This job')
  const hasEnded = job.state !== 'queued' && job.state !== 'in_progress'
  const result = await readShared(deployment.repository, jobId, hasEnded)
  if (!result.ok) {
    if (result.failure.kind === 'not_found') return toEmpty(after, hasEnded)
    throw unavailable(`The log could not be read from GitHub: ${result.failure.message}`, {
      reason: 'log_unavailable',
      retryAfterSeconds: 5,
    })
  }
  return toPage(result.value, after, hasEnded)
}

function toPage({ lines, truncated }: JobLogText, after: number, hasEnded: boolean): JobLog {
  const page = lines.slice(after, after + pageLines)
  const cursor = after + page.length
  const isComplete = hasEnded && cursor >= lines.length
  return {
    state: isComplete ? 'complete' : 'streaming',
    lines: page.map(({ at, text }, index) => ({
      number: after + index + 1,
      at: at?.toISOString() ?? null,
      text,
    })),
    cursor,
    truncated,
  }
}

const toEmpty = (after: number, hasEnded: boolean): JobLog => ({
  state: hasEnded ? 'gone' : 'pending',
  lines: [],
  cursor: after,
  truncated: false,
})

function readShared(
  repository: string,
  jobId: string,
  hasEnded: boolean,
): Promise<Result<JobLogText>> {
  const key = `${repository}/${jobId}/${hasEnded}`
  const now = Date.now()
  const known = cache.get(key)
  if (known && known.until > now) return known.result
  const result = readLog(getGitHub(), repository, jobId)
  cache.set(key, { result, until: now + (hasEnded ? endedTtlMs : openTtlMs) })
  // A failure is not kept: the next reader may have more luck.
  void result.then(({ ok }) => ok || cache.delete(key))
  const oldest = cache.keys().next().value
  if (cache.size > maxEntries && oldest !== undefined) cache.delete(oldest)
  return result
}
