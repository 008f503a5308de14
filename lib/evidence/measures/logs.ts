import { getLogHistogram, readLogs } from '#lib/logs/index.ts'
import { LogHistogramQuery, ReadLogsQuery } from '#lib/logs/schemas.ts'
import type { LogEntry, LogPage } from '#lib/logs/types.ts'
import { type Measure, type MeasureInput, toStageLink, unknown } from '../measure.ts'

const common = { unit: 'count', parameters: ['component'], defaultWindowSeconds: 3_600 } as const
const mostLines = 2_000

/** Lines of the levels error and fatal. Where not all could be read, the count is a lower bound. */
export const logErrors: Measure = {
  ...common,
  name: 'log-errors',
  longestWindowSeconds: 7 * 86_400,
  async read(input) {
    const page = await readPage(input, { level: 'fatal,error' })
    const silent = findSilence(page) ?? (await findNobodySending(input, page))
    if (silent) return silent
    return {
      known: true,
      value: page.lines.length,
      ...(isComplete(page) ? {} : { high: null }),
      observedAt: new Date(page.to),
      source: 'logs',
      link: toStageLink(input.subject, '/logs?level=error'),
      params: { complete: isComplete(page) ? 1 : 0 },
    }
  },
}

const minuteMs = 60_000
const ending =
  /\b(succeeded|success|completed?|finished|done|failed|cancelled|canceled|aborted|gave up|erfolgreich|beendet|abgeschlossen|fehlgeschlagen|abgebrochen)\b/i

/**
 * Background jobs that logs say were begun and never say ended: their newest line is older than `after` (minutes,
 * default 15) and none of their lines tells of an end. Unknown where no line names a job.
 */
export const stuckJobs: Measure = {
  ...common,
  name: 'stuck-jobs',
  parameters: ['component', 'after'],
  defaultWindowSeconds: 86_400,
  longestWindowSeconds: 7 * 86_400,
  async read(input) {
    const page = await readPage(input, {})
    const silent = findSilence(page) ?? (await findNobodySending(input, page))
    if (silent) return silent
    const jobs = groupByJob(page.lines)
    if (jobs.size === 0) return unknown('no_job_lines')
    const afterMs = (Number(input.parameters.after) || 15) * minuteMs
    const before = new Date(Date.parse(page.to) - afterMs).toISOString()
    const stuck = [...jobs.values()].filter((lines) => isStuck(lines, before))
    return {
      known: true,
      value: stuck.length,
      ...(isComplete(page) ? {} : { low: 0, high: null }),
      observedAt: new Date(page.to),
      source: 'logs',
      link: toStageLink(input.subject, '/logs'),
      params: { jobs: jobs.size, complete: isComplete(page) ? 1 : 0 },
    }
  },
}

function groupByJob(lines: readonly LogEntry[]): ReadonlyMap<string, readonly LogEntry[]> {
  const groups = new Map<string, LogEntry[]>()
  for (const line of lines) {
    for (const job of line.jobs) groups.set(job, [...(groups.get(job) ?? []), line])
  }
  return groups
}

/** Lines newest first. */
function isStuck(lines: readonly LogEntry[], before: string): boolean {
  return (lines[0]?.at ?? '') < before && !lines.some(({ text }) => ending.test(text))
}

function readPage(
  { ctx, subject, windowSeconds, parameters, signal }: MeasureInput,
  filter: { readonly level?: string },
): Promise<LogPage> {
  const to = ctx.now()
  const from = new Date(to.getTime() - (windowSeconds ?? common.defaultWindowSeconds) * 1_000)
  const query = ReadLogsQuery.parse({
    ...filter,
    ...(parameters.component ? { component: parameters.component } : {}),
    from: from.toISOString(),
    to: to.toISOString(),
    limit: mostLines,
  })
  return readLogs(ctx, { system: subject.systemSlug, stage: subject.stageSlug }, query, signal)
}

const isComplete = (page: LogPage) =>
  page.nextCursor === null && page.sources.every(({ state }) => state === 'read')

function findSilence({ sources }: LogPage) {
  const answering = sources.filter(({ kind }) => kind !== 'deployments')
  if (answering.length === 0) return unknown('no_log_source')
  const failing = answering.filter(({ state }) => state === 'failed')
  if (failing.length < answering.length) return null
  return unknown('log_source_failing', {
    source: failing[0]?.slug ?? '',
    failure: failing[0]?.failure?.reason ?? '',
  })
}

/** What is pushed comes when its sender lives: where it is the only source, a window without any line says nothing. */
async function findNobodySending({ ctx, subject }: MeasureInput, page: LogPage) {
  const others = page.sources.some(({ kind }) => kind !== 'deployments' && kind !== 'push')
  if (others || page.lines.some(({ source }) => source === 'push')) return null
  const query = LogHistogramQuery.parse({ from: page.from, to: page.to })
  const path = { system: subject.systemSlug, stage: subject.stageSlug }
  const { buckets } = await getLogHistogram(ctx, path, query)
  return buckets.some(({ counts }) => Object.keys(counts).length > 0)
    ? null
    : unknown('no_log_source')
}
