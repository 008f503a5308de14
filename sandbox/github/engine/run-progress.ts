import { reportJobDeployment } from '../deployments/job-deployment.ts'
import type { JobRecord, RunConclusion, RunRecord } from '../store/records.ts'
import type { WorkflowDefinition } from '../workflow/definition.ts'
import { changeRun, completeJob, getRun, listJobs, publishRun } from './changes.ts'
import { findSuccessor, listRivals } from './concurrency.ts'
import { createJobs } from './create-jobs.ts'
import { type EngineState, getDefinition } from './engine-state.ts'
import { decideJob, toRunConclusion } from './job-decision.ts'

/** Begins a new attempt, or lets it wait for its concurrency group. */
export async function admitRun(state: EngineState, runId: number): Promise<void> {
  const { world } = state
  const run = getRun(world, runId)
  publishRun(world, run, 'requested')
  const rivals = listRivals(world, run)
  if (rivals.length === 0) return beginRun(state, runId)
  const { concurrency } = await getDefinition(state, run)
  changeRun(world, runId, { status: 'pending' })
  for (const rival of rivals) {
    const isSuperseded = rival.status === 'pending' && !concurrency?.queuesAll
    if (isSuperseded || concurrency?.cancelInProgress) requestCancel(state, rival.id)
  }
}

export async function beginRun(state: EngineState, runId: number): Promise<void> {
  const { world } = state
  const run = getRun(world, runId)
  if (run.status === 'pending') changeRun(world, runId, { status: 'queued' })
  createJobs(world, run, await getDefinition(state, run))
  await advanceRun(state, runId)
}

/** Continues what a restart interrupted. */
export async function resumeRun(state: EngineState, run: RunRecord): Promise<void> {
  const mustWait =
    run.status === 'pending' &&
    listRivals(state.world, run).some(({ status }) => status !== 'pending')
  if (!mustWait) await beginRun(state, run.id)
}

export function requestCancel(state: EngineState, runId: number): void {
  state.cancelled.add(runId)
  state.executor.abort(runId)
  state.queue.add(runId, () => advanceRun(state, runId))
}

/** Decides every job that can be decided, until nothing changes. */
export async function advanceRun(state: EngineState, runId: number): Promise<void> {
  const run = state.world.store.runs.find(runId)
  if (!run || run.status === 'completed' || state.isStopping) return
  if (run.status === 'pending') {
    if (state.cancelled.has(runId)) finishRun(state, run, 'cancelled')
    return
  }
  const definition = await getDefinition(state, run)
  let isSettled = false
  while (!isSettled) {
    const open = listJobs(state.world, run).filter(isUndecided)
    const outcomes = open.map((job) => settleJob(state, { run, job, definition }))
    isSettled = !outcomes.includes('complete')
  }
  updateRunStatus(state, runId)
}

function isUndecided({ status }: JobRecord) {
  return status === 'queued' || status === 'waiting'
}

interface OpenJob {
  readonly run: RunRecord
  readonly job: JobRecord
  readonly definition: WorkflowDefinition
}

function settleJob({ world, executor, cancelled }: EngineState, open: OpenJob) {
  const { run, job, definition } = open
  const decision = decideJob(world, { ...open, isCancelled: cancelled.has(run.id) })
  if (decision.kind === 'complete') {
    reportJobDeployment(world, run, completeJob(world, job.id, decision.conclusion))
  }
  if (decision.kind === 'await-review') executor.awaitReview(run, job)
  if (decision.kind === 'execute') executor.execute(run, job, definition)
  return decision.kind
}

function updateRunStatus(state: EngineState, runId: number) {
  const { world, cancelled } = state
  const run = getRun(world, runId)
  const jobs = listJobs(world, run)
  const has = (wanted: JobRecord['status']) => jobs.some(({ status }) => status === wanted)
  if (jobs.every(({ status }) => status === 'completed')) {
    finishRun(state, run, toRunConclusion(jobs, cancelled.has(runId)))
  } else if (has('in_progress')) changeRun(world, runId, { status: 'in_progress' })
  else if (has('waiting')) changeRun(world, runId, { status: 'waiting' })
}

function finishRun(state: EngineState, run: RunRecord, conclusion: RunConclusion) {
  const ended = changeRun(state.world, run.id, { status: 'completed', conclusion })
  state.definitions.delete(run.id)
  state.cancelled.delete(run.id)
  const successor = findSuccessor(state.world, ended)
  if (successor) state.queue.add(successor.id, () => beginRun(state, successor.id))
}
