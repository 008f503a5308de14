import { toJobContexts } from '../actions/contexts.ts'
import { appendLogLine } from '../actions/job-log.ts'
import { ensureEnvironment, findReviewers } from '../environments/environments.ts'
import type { JobRecord, RunRecord } from '../store/records.ts'
import type { WorkflowDefinition } from '../workflow/definition.ts'
import { isConditionMet } from '../workflow/expression.ts'
import type { JobStatus } from '../workflow/functions.ts'
import type { World } from '../world.ts'
import { getRunRepository, listJobs } from './changes.ts'

export type JobDecision =
  | { readonly kind: 'wait' }
  | { readonly kind: 'await-review' }
  | { readonly kind: 'execute' }
  | { readonly kind: 'complete'; readonly conclusion: NonNullable<JobRecord['conclusion']> }

export interface JobDecisionInput {
  readonly run: RunRecord
  readonly job: JobRecord
  readonly definition: WorkflowDefinition
  readonly isCancelled: boolean
}

/** What is next for a job that has not started. */
export function decideJob(world: World, input: JobDecisionInput): JobDecision {
  const { run, job, isCancelled } = input
  if (isCancelled) return { kind: 'complete', conclusion: 'cancelled' }
  const needed = listJobs(world, run).filter(({ key }) => job.needs.includes(key))
  if (needed.some(({ status }) => status !== 'completed')) return { kind: 'wait' }
  const condition = checkCondition(world, input, needed)
  if (condition !== 'met') return { kind: 'complete', conclusion: condition }
  return decideReview(world, run, job)
}

export function toRunConclusion(jobs: readonly JobRecord[], isCancelled: boolean) {
  if (isCancelled) return 'cancelled'
  if (jobs.some(({ conclusion }) => conclusion === 'failure')) return 'failure'
  if (jobs.some(({ conclusion }) => conclusion === 'cancelled')) return 'cancelled'
  return jobs.every(({ conclusion }) => conclusion === 'skipped') ? 'skipped' : 'success'
}

function checkCondition(
  world: World,
  { run, job, definition }: JobDecisionInput,
  needed: readonly JobRecord[],
) {
  const condition = definition.jobs.find(({ key }) => key === job.key)?.condition ?? null
  const contexts = toJobContexts(world, getRunRepository(world, run), {
    run,
    definition,
    job,
    needed,
    token: '',
  })
  try {
    return isConditionMet(condition, { contexts, status: toNeededStatus(needed) })
      ? 'met'
      : 'skipped'
  } catch (error) {
    appendLogLine(world, job.id, `##[error]${error instanceof Error ? error.message : error}`)
    return 'failure'
  }
}

function toNeededStatus(needed: readonly JobRecord[]): JobStatus {
  if (needed.some(({ conclusion }) => conclusion === 'failure')) return 'failure'
  return needed.every(({ conclusion }) => conclusion === 'success') ? 'success' : 'cancelled'
}

function decideReview(world: World, run: RunRecord, job: JobRecord): JobDecision {
  const repository = getRunRepository(world, run)
  if (job.environment === null || !findReviewers(world, repository, job.environment))
    return { kind: 'execute' }
  const { id } = ensureEnvironment(world, repository, job.environment)
  const review = run.approvals.find(
    ({ attempt, environmentId }) => attempt === run.attempt && environmentId === id,
  )
  if (!review) return { kind: 'await-review' }
  return review.state === 'approved'
    ? { kind: 'execute' }
    : { kind: 'complete', conclusion: 'failure' }
}
