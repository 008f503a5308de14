import { toJobJson } from '../actions/job-json.ts'
import { toRunJson } from '../actions/run-json.ts'
import { toWorkflowJson } from '../actions/workflow-json.ts'
import type { JobRecord, RepositoryRecord, RunRecord, StepRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'

export function getRun(world: World, runId: number): RunRecord {
  const run = world.store.runs.find(runId)
  if (!run) throw new Error(`There is no run ${runId}.`)
  return run
}

export function getRunRepository(world: World, run: RunRecord): RepositoryRecord {
  const repository = world.store.repositories.find(run.repositoryId)
  if (!repository) throw new Error(`Run ${run.id} has no repository.`)
  return repository
}

export function listJobs(world: World, run: RunRecord, attempt = run.attempt): JobRecord[] {
  return world.store.jobs.list((job) => job.runId === run.id && job.attempt === attempt)
}

/** Writes the run and tells receivers when it was asked for, began or ended. */
export function changeRun(world: World, runId: number, changes: Partial<RunRecord>): RunRecord {
  const before = getRun(world, runId)
  const run = world.store.runs.update(runId, { ...changes, updatedAt: toTimestamp(world.now()) })
  if (run.status === before.status) return run
  if (run.status === 'in_progress' || run.status === 'completed') publishRun(world, run, run.status)
  return run
}

export function publishRun(
  world: World,
  run: RunRecord,
  action: 'requested' | 'in_progress' | 'completed',
): void {
  const repository = getRunRepository(world, run)
  const record = world.store.workflows.find(run.workflowId)
  if (!record) throw new Error(`Run ${run.id} has no workflow.`)
  world.publish({
    name: 'workflow_run',
    action,
    repository,
    sender: run.triggeringActor,
    payload: {
      workflow_run: toRunJson(world, repository, run),
      workflow: toWorkflowJson(world, repository, { record, name: run.workflowName }),
    },
  })
}

/** Writes the job and tells receivers when its status is a new one. */
export function changeJob(world: World, jobId: number, changes: Partial<JobRecord>): JobRecord {
  const before = world.store.jobs.find(jobId)
  const job = world.store.jobs.update(jobId, changes)
  if (job.status !== before?.status) publishJob(world, job)
  return job
}

export function publishJob(world: World, job: JobRecord): void {
  const run = getRun(world, job.runId)
  const repository = getRunRepository(world, run)
  world.publish({
    name: 'workflow_job',
    action: job.status,
    repository,
    sender: run.triggeringActor,
    payload: { workflow_job: toJobJson(world, repository, run, job) },
  })
}

export function changeStep(
  world: World,
  jobId: number,
  number: number,
  changes: Partial<StepRecord>,
): void {
  const job = world.store.jobs.find(jobId)
  if (!job) return
  const steps = job.steps.map((step) => (step.number === number ? { ...step, ...changes } : step))
  world.store.jobs.update(jobId, { steps })
}

/** Ends a job and whatever of its steps was still open. */
export function completeJob(
  world: World,
  jobId: number,
  conclusion: NonNullable<JobRecord['conclusion']>,
  outputs: Readonly<Record<string, string>> = {},
) {
  const completedAt = toTimestamp(world.now())
  const job = world.store.jobs.find(jobId)
  const steps = job?.startedAt
    ? job.steps.map((step) => closeStep(step, conclusion, completedAt))
    : []
  return changeJob(world, jobId, { status: 'completed', conclusion, completedAt, steps, outputs })
}

function closeStep(
  step: StepRecord,
  jobConclusion: NonNullable<JobRecord['conclusion']>,
  at: string,
): StepRecord {
  if (step.status === 'completed') return step
  if (step.status === 'queued')
    return { ...step, status: 'completed', conclusion: 'skipped', startedAt: at, completedAt: at }
  return { ...step, status: 'completed', conclusion: jobConclusion, completedAt: at }
}
