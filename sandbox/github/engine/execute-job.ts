import { toJobContexts } from '../actions/contexts.ts'
import { appendLogLine } from '../actions/job-log.ts'
import { issueInstallationToken } from '../apps/tokens.ts'
import { openJobDeployment, reportJobDeployment } from '../deployments/job-deployment.ts'
import { getGitDir } from '../repositories/registry.ts'
import type { JobReport, JobResult, Runner } from '../runner/port.ts'
import type { JobRecord, RunRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { JobDefinition, WorkflowDefinition } from '../workflow/definition.ts'
import { evaluateMap } from '../workflow/expression.ts'
import type { World } from '../world.ts'
import { changeJob, changeStep, completeJob, getRunRepository, listJobs } from './changes.ts'

export interface JobExecutor {
  awaitReview(run: RunRecord, job: JobRecord): void
  execute(run: RunRecord, job: JobRecord, definition: WorkflowDefinition): void
  abort(runId: number): void
  stop(): Promise<void>
}

interface Execution {
  readonly runId: number
  readonly controller: AbortController
  readonly ended: Promise<void>
}

/** Hands jobs to the runner; `onEnd` is told which run may go on. */
export function createJobExecutor(
  world: World,
  runner: Runner,
  onEnd: (runId: number) => void,
): JobExecutor {
  const executions = new Map<number, Execution>()

  async function execute(run: RunRecord, job: JobRecord, input: ExecutionInput) {
    const result = await runJob(world, runner, { run, job, ...input })
    const { number } = job.steps.at(-1) ?? { number: 1 }
    const at = toTimestamp(world.now())
    changeStep(world, job.id, number, {
      status: 'completed',
      conclusion: 'success',
      startedAt: at,
      completedAt: at,
    })
    const ended = completeJob(world, job.id, result.conclusion, result.outputs)
    reportJobDeployment(world, run, ended)
    executions.delete(job.id)
    onEnd(run.id)
  }

  return {
    awaitReview(run, job) {
      if (job.status === 'waiting') return
      const deploymentId = openJobDeployment(world, run, job)
      reportJobDeployment(world, run, changeJob(world, job.id, { status: 'waiting', deploymentId }))
    },
    execute(run, job, definition) {
      const started = markStarted(world, run, job)
      const controller = new AbortController()
      const ended = execute(run, started, { definition, signal: controller.signal })
      executions.set(job.id, { runId: run.id, controller, ended })
    },
    abort(runId) {
      for (const execution of executions.values()) {
        if (execution.runId === runId) execution.controller.abort()
      }
    },
    async stop() {
      const open = [...executions.values()]
      for (const { controller } of open) controller.abort()
      await Promise.all(open.map(({ ended }) => ended))
    },
  }
}

interface ExecutionInput {
  readonly definition: WorkflowDefinition
  readonly signal: AbortSignal
}

function markStarted(world: World, run: RunRecord, job: JobRecord): JobRecord {
  const startedAt = toTimestamp(world.now())
  const steps = job.steps.map((step) =>
    step.number === 1
      ? {
          ...step,
          status: 'completed' as const,
          conclusion: 'success' as const,
          startedAt,
          completedAt: startedAt,
        }
      : step,
  )
  const deploymentId = job.deploymentId ?? openJobDeployment(world, run, job)
  const started = changeJob(world, job.id, {
    status: 'in_progress',
    startedAt,
    steps,
    deploymentId,
  })
  reportJobDeployment(world, run, started)
  return started
}

async function runJob(
  world: World,
  runner: Runner,
  {
    run,
    job,
    definition,
    signal,
  }: ExecutionInput & { readonly run: RunRecord; readonly job: JobRecord },
): Promise<JobResult> {
  const report = toReport(world, job)
  try {
    const repository = getRunRepository(world, run)
    const needed = listJobs(world, run).filter(({ key }) => job.needs.includes(key))
    const { token } = issueInstallationToken(world)
    const contexts = toJobContexts(world, repository, { run, definition, job, needed, token })
    const jobDefinition = getJobDefinition(definition, job)
    const env = evaluateMap({ ...definition.env, ...jobDefinition.env }, { contexts })
    return await runner.execute({
      runId: run.id,
      jobId: job.id,
      steps: jobDefinition.steps,
      outputs: jobDefinition.outputs,
      gitDir: getGitDir(world, repository),
      headSha: run.headSha,
      contexts,
      env,
      timeoutMs: jobDefinition.timeoutMs,
      signal,
      report,
    })
  } catch (error) {
    report.line(`##[error]${error instanceof Error ? error.message : error}`)
    return { conclusion: 'failure', outputs: {} }
  }
}

function getJobDefinition(definition: WorkflowDefinition, job: JobRecord): JobDefinition {
  const found = definition.jobs.find(({ key }) => key === job.key)
  if (!found) throw new Error(`The workflow has no job ${job.key}.`)
  return found
}

/** The runner counts the workflow's own steps from 1; ours come before. */
function toReport(world: World, job: JobRecord): JobReport {
  return {
    stepStarted: (number) =>
      changeStep(world, job.id, number + 1, {
        status: 'in_progress',
        startedAt: toTimestamp(world.now()),
      }),
    stepCompleted(number, conclusion) {
      const completedAt = toTimestamp(world.now())
      changeStep(world, job.id, number + 1, { status: 'completed', conclusion, completedAt })
    },
    line: (text) => appendLogLine(world, job.id, text),
  }
}
