import { appendLogLine } from '../actions/job-log.ts'
import { GitHubFailure } from '../http/failure.ts'
import type { Runner } from '../runner/port.ts'
import type { ApprovalRecord, RunRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { changeRun, completeJob, getRun, listJobs } from './changes.ts'
import type { EngineState } from './engine-state.ts'
import { createJobExecutor } from './execute-job.ts'
import { openAttempt, type RerunRequest } from './open-attempt.ts'
import { admitRun, advanceRun, requestCancel, resumeRun } from './run-progress.ts'
import { createRunQueue } from './run-queue.ts'

/** Carries runs from their creation to their end. */
export interface Engine {
  /** Starts a run that was just created, or lets it wait for its concurrency group. */
  start(run: RunRecord): void
  /** Throws GitHub's 409 for a run that ended. */
  cancel(runId: number): void
  /** Throws GitHub's 403 for a run that has not ended. */
  rerun(runId: number, request: RerunRequest): void
  review(runId: number, approvals: readonly ApprovalRecord[]): void
  /** Continues after a restart: what was executing has failed, what waited goes on. */
  resume(): void
  /** Ends what executes; resolves when it ended. */
  stop(): Promise<void>
}

export function createEngine(world: World, runner: Runner): Engine {
  const queue = createRunQueue()
  const advance = (runId: number) => queue.add(runId, () => advanceRun(state, runId))
  const executor = createJobExecutor(world, runner, advance)
  const state: EngineState = {
    world,
    executor,
    queue,
    definitions: new Map(),
    cancelled: new Set(),
    isStopping: false,
  }
  const admit = (runId: number) => queue.add(runId, () => admitRun(state, runId))
  return {
    start: (run) => admit(run.id),
    cancel(runId) {
      if (getRun(world, runId).status === 'completed') {
        throw new GitHubFailure(409, 'Cannot cancel a workflow run that is completed.')
      }
      requestCancel(state, runId)
    },
    rerun(runId, request) {
      const run = getRun(world, runId)
      if (run.status !== 'completed')
        throw new GitHubFailure(403, 'This workflow is already running')
      openAttempt(world, run, request)
      admit(runId)
    },
    review(runId, approvals) {
      const run = getRun(world, runId)
      changeRun(world, runId, { approvals: [...run.approvals, ...approvals] })
      advance(runId)
    },
    resume() {
      for (const run of world.store.runs.list(({ status }) => status !== 'completed')) {
        failInterruptedJobs(world, run)
        queue.add(run.id, () => resumeRun(state, run))
      }
    },
    async stop() {
      await queue.idle()
      state.isStopping = true
      await executor.stop()
      await queue.idle()
    },
  }
}

function failInterruptedJobs(world: World, run: RunRecord) {
  for (const job of listJobs(world, run).filter(({ status }) => status === 'in_progress')) {
    appendLogLine(world, job.id, '##[error]The runner lost this job: the sandbox was restarted.')
    completeJob(world, job.id, 'failure')
  }
}
