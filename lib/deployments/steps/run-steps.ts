import 'server-only'
import type { Tx } from '#lib/core/db.ts'
import { getGitHub, listRunJobs, type Run } from '#lib/github/index.ts'
import { mapStep } from '../map-run.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'
import type { StepState } from '../vocabulary.ts'

interface StepFacts {
  readonly number: number
  readonly name: string
  readonly state: StepState
  readonly startedAt: Date | null
  readonly completedAt: Date | null
}

export interface JobFacts extends Omit<StepFacts, 'number'> {
  readonly id: string
  readonly steps: readonly StepFacts[]
}

/** Jobs and steps as they stand; null when GitHub did not tell, and what was known stays. */
export async function readRunSteps(
  deployment: TrackedDeployment,
  run: Run,
  signal: AbortSignal,
): Promise<readonly JobFacts[] | null> {
  const jobs = await listRunJobs(getGitHub(), deployment.repository ?? '', {
    runId: run.id,
    attempt: run.attempt,
    signal,
  })
  if (!jobs.ok) return null
  const hasEnded = run.status === 'completed'
  return jobs.value.map((job) => ({
    id: job.id,
    name: job.name,
    state: mapStep(job, hasEnded),
    startedAt: job.startedAt,
    completedAt: job.completedAt,
    steps: job.steps.map((step) => ({ ...step, state: mapStep(step, hasEnded) })),
  }))
}

/** Step 0 of a job stands for the job itself. */
export const jobRowNumber = 0

/** Stores an attempt's jobs and steps over what was stored before. */
export async function writeRunSteps(
  tx: Tx,
  deployment: TrackedDeployment,
  run: Run,
  jobs: readonly JobFacts[] | null,
): Promise<void> {
  if (!jobs || jobs.length === 0) return
  const rows = jobs.flatMap(({ steps, ...job }) => [
    { ...job, jobId: job.id, jobName: job.name, number: jobRowNumber },
    ...steps.map((step) => ({ ...step, jobId: job.id, jobName: job.name })),
  ])
  await tx.$executeRawUnsafe(upsertSql, deployment.id, run.attempt, JSON.stringify(rows))
}

const upsertSql = `
INSERT INTO deployment_step (deployment_id, run_attempt, job_id, job_name, number, name, state, started_at, completed_at)
SELECT $1::uuid, $2::int, r."jobId", r."jobName", r.number, r.name, r.state, r."startedAt", r."completedAt"
FROM jsonb_to_recordset($3::jsonb) AS r("jobId" text, "jobName" text, number int, name text, state text,
  "startedAt" timestamptz, "completedAt" timestamptz)
ON CONFLICT (deployment_id, run_attempt, job_id, number) DO UPDATE SET
  job_name = excluded.job_name, name = excluded.name, state = excluded.state,
  started_at = excluded.started_at, completed_at = excluded.completed_at`
