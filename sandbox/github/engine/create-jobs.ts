import { toRunContexts } from '../actions/contexts.ts'
import { ensureEnvironment } from '../environments/environments.ts'
import type { StepDefinition } from '../runner/port.ts'
import type { JobRecord, RunRecord, StepRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { JobDefinition, WorkflowDefinition } from '../workflow/definition.ts'
import { evaluateTemplate } from '../workflow/expression.ts'
import type { World } from '../world.ts'
import { getRunRepository, listJobs, publishJob } from './changes.ts'

/** The stand-in's own steps around those of the workflow, as GitHub adds them. */
export const setUpStepName = 'Set up job'
export const completeStepName = 'Complete job'

/** Creates the jobs that the run's latest attempt lacks: all of them, or those that were not carried over. */
export function createJobs(world: World, run: RunRecord, definition: WorkflowDefinition): void {
  const present = new Set(listJobs(world, run).map(({ key }) => key))
  for (const job of definition.jobs) {
    if (!present.has(job.key)) createJob(world, run, { definition, job })
  }
}

function createJob(
  world: World,
  run: RunRecord,
  { definition, job }: { definition: WorkflowDefinition; job: JobDefinition },
) {
  const repository = getRunRepository(world, run)
  const scope = { contexts: toRunContexts(world, repository, { run, definition }) }
  const environment = job.environment === null ? null : evaluateTemplate(job.environment, scope)
  if (environment) ensureEnvironment(world, repository, environment)
  const record = world.store.jobs.insert({
    runId: run.id,
    attempt: run.attempt,
    key: job.key,
    name: job.name === null ? job.key : evaluateTemplate(job.name, scope),
    labels: job.labels,
    needs: job.needs,
    environment,
    status: 'queued',
    conclusion: null,
    createdAt: toTimestamp(world.now()),
    startedAt: null,
    completedAt: null,
    steps: toSteps(job, (template) => evaluateStepName(template, scope)),
    outputs: {},
    deploymentId: null,
  })
  publishJob(world, record)
}

/** Takes a finished job of an earlier attempt over into the latest, as "re-run failed jobs" does. */
export function carryJobOver(world: World, run: RunRecord, job: JobRecord): void {
  const { id: _, ...facts } = job
  world.store.jobs.insert({ ...facts, attempt: run.attempt })
}

function toSteps(job: JobDefinition, evaluateName: (template: string) => string): StepRecord[] {
  const names = [
    setUpStepName,
    ...job.steps.map((step) => evaluateName(toStepName(step))),
    completeStepName,
  ]
  return names.map((name, index) => ({
    number: index + 1,
    name,
    status: 'queued',
    conclusion: null,
    startedAt: null,
    completedAt: null,
  }))
}

function toStepName({ name, run, uses }: StepDefinition): string {
  return name ?? `Run ${(run ?? uses ?? '').trim().split('\n')[0]}`
}

/** A name may use what only exists once the job runs; then it stays as written. */
function evaluateStepName(template: string, scope: Parameters<typeof evaluateTemplate>[1]) {
  try {
    return evaluateTemplate(template, scope)
  } catch {
    return template
  }
}
