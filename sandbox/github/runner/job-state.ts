import { evaluateMap, type Scope } from '../workflow/expression.ts'
import type { JobStatus } from '../workflow/functions.ts'
import type { JobFolders } from './job-environment.ts'
import type { Mask } from './masking.ts'
import type { JobExecution, StepConclusion, StepDefinition } from './port.ts'

/** What steps hand on to the steps after them. */
export interface JobState {
  readonly job: JobExecution
  readonly folders: JobFolders
  readonly mask: Mask
  env: Record<string, string>
  steps: Record<string, StepResult>
  status: JobStatus
}

export interface StepResult {
  readonly outcome: StepConclusion
  readonly conclusion: StepConclusion
  readonly outputs: Readonly<Record<string, string>>
}

export interface StepOutcome {
  readonly outcome: StepConclusion
  readonly outputs: Readonly<Record<string, string>>
}

export function toScope({ job, folders, env, steps, status }: JobState): Scope {
  const { contexts } = job
  const github = { ...toRecord(contexts.github), workspace: folders.workspace }
  const runner = { os: 'Linux', temp: folders.temp }
  return { contexts: { ...contexts, github, runner, env, steps, job: { status } }, status }
}

/** With the step's own `env:` on top. */
export function toStepScope(state: JobState, step: StepDefinition): Scope {
  const scope = toScope(state)
  const env = { ...state.env, ...evaluateMap(step.env, scope) }
  return { ...scope, contexts: { ...scope.contexts, env } }
}

export function writeLine({ job, mask }: JobState, line: string): void {
  job.report.line(mask.apply(line))
}

export function writeError(state: JobState, error: unknown): void {
  writeLine(state, `##[error]${error instanceof Error ? error.message : error}`)
}

export function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
