import 'server-only'
import { getDb, getPool } from '#lib/core/db.ts'
import { jobRowNumber } from '../steps/run-steps.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'
import { toMoment, toSeconds } from '../to-summary.ts'
import type { JobView, StepView } from '../types.ts'
import type { StepState } from '../vocabulary.ts'

/** Jobs of the newest attempt with their steps, each beside what it usually takes. */
export async function listJobs(
  deployment: TrackedDeployment,
  now: Date,
): Promise<readonly JobView[]> {
  const { id: deploymentId, runAttempt } = deployment
  if (runAttempt === null) return []
  const [rows, medians] = await Promise.all([
    getDb().deploymentStep.findMany({ where: { deploymentId, runAttempt } }),
    readMedians(deployment.stageId),
  ])
  const jobs = Map.groupBy(rows, ({ jobId }) => jobId)
  return [...jobs.values()].map((steps) => toJob(steps, medians, now)).toSorted(byStart)
}

type Row = Awaited<ReturnType<ReturnType<typeof getDb>['deploymentStep']['findMany']>>[number]
type Medians = ReadonlyMap<string, number>

function toJob(rows: readonly Row[], medians: Medians, now: Date): JobView {
  const own = rows.find(({ number }) => number === jobRowNumber)
  const steps = rows
    .filter(({ number }) => number !== jobRowNumber)
    .toSorted((a, b) => a.number - b.number)
  return {
    id: rows[0]?.jobId ?? '',
    name: rows[0]?.jobName ?? '',
    state: (own?.state ?? 'unknown') as StepState,
    startedAt: toMoment(own?.startedAt ?? null),
    completedAt: toMoment(own?.completedAt ?? null),
    durationSeconds: own ? toDuration(own, now) : null,
    steps: steps.map((step) => toStep(step, medians, now)),
  }
}

function toStep(row: Row, medians: Medians, now: Date): StepView {
  return {
    number: row.number,
    name: row.name,
    // Safe because the column is written from the same union only.
    state: row.state as StepState,
    startedAt: toMoment(row.startedAt),
    completedAt: toMoment(row.completedAt),
    durationSeconds: toDuration(row, now),
    usualSeconds: medians.get(toKey(row)) ?? null,
  }
}

function toDuration({ startedAt, completedAt, state }: Row, now: Date): number | null {
  if (!startedAt) return null
  if (completedAt) return toSeconds(startedAt, completedAt)
  return state === 'in_progress' ? toSeconds(startedAt, now) : null
}

const toKey = ({ jobName, name }: Pick<Row, 'jobName' | 'name'>) => JSON.stringify([jobName, name])

async function readMedians(stageId: string): Promise<Medians> {
  const { rows } = await getPool().query<{ jobName: string; name: string; seconds: number }>(
    mediansSql,
    [stageId],
  )
  return new Map(rows.map((row) => [toKey(row), row.seconds]))
}

const mediansSql = `
SELECT s.job_name AS "jobName", s.name,
  round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM s.completed_at - s.started_at)))::int AS seconds
FROM (SELECT id, run_attempt FROM deployment WHERE stage_id = $1::uuid AND state = 'succeeded'
      ORDER BY created_at DESC LIMIT 20) d
JOIN deployment_step s ON s.deployment_id = d.id AND s.run_attempt = d.run_attempt
WHERE s.state = 'succeeded' AND s.started_at IS NOT NULL AND s.completed_at IS NOT NULL
GROUP BY 1, 2`

function byStart(a: JobView, b: JobView): number {
  return (a.startedAt ?? '9').localeCompare(b.startedAt ?? '9') || a.id.localeCompare(b.id)
}
