import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { evaluateMap, isConditionMet } from '../workflow/expression.ts'
import { runActionStep } from './action-step.ts'
import { type JobFolders, toJobEnvironment } from './job-environment.ts'
import {
  type JobState,
  type StepOutcome,
  toRecord,
  toScope,
  toStepScope,
  writeError,
  writeLine,
} from './job-state.ts'
import { endLeftoverSteps } from './leftovers.ts'
import { createMask } from './masking.ts'
import type { JobExecution, JobResult, Runner, StepDefinition } from './port.ts'
import { runShellStep } from './shell-step.ts'

export interface ShellRunnerOptions {
  /** Folder for the workspaces of jobs; each is removed when its job ended. */
  readonly workDir: string
  /** Environment of every step. */
  readonly environment?: Readonly<Record<string, string>>
}

/** How long a step that asks to run even after a cancel may take. */
const cleanUpMs = 30_000

/** Executes jobs for real: every `run:` step is a shell process in a fresh folder. */
export function createShellRunner({ workDir, environment = {} }: ShellRunnerOptions): Runner {
  endLeftoverSteps(workDir)
  return {
    async execute(job) {
      const root = join(workDir, String(job.jobId))
      try {
        return await runJob(job, createFolders(root), environment)
      } finally {
        rmSync(root, { recursive: true, force: true, maxRetries: 3 })
      }
    },
  }
}

async function runJob(
  job: JobExecution,
  folders: JobFolders,
  environment: Readonly<Record<string, string>>,
): Promise<JobResult> {
  const deadline = AbortSignal.timeout(job.timeoutMs)
  const signal = AbortSignal.any([job.signal, deadline])
  const secrets = Object.values(toRecord(job.contexts.secrets)).map(String)
  const state: JobState = {
    job,
    folders,
    mask: createMask(secrets),
    env: toJobEnvironment(job, folders, environment),
    steps: {},
    status: 'success',
  }
  for (const [index, step] of job.steps.entries()) {
    if (signal.aborted) state.status = 'cancelled'
    await runStep(state, { step, number: index + 1, signal })
  }
  if (deadline.aborted) {
    writeLine(
      state,
      `##[error]The job has exceeded the maximum execution time of ${job.timeoutMs / 60_000} minutes.`,
    )
  }
  if (signal.aborted) state.status = 'cancelled'
  return { conclusion: state.status, outputs: evaluateMap(job.outputs, toScope(state)) }
}

interface StepInput {
  readonly step: StepDefinition
  readonly number: number
  readonly signal: AbortSignal
}

async function runStep(state: JobState, { step, number, signal }: StepInput): Promise<void> {
  const { report } = state.job
  if (!isWanted(state, step)) {
    recordStep(state, step, { outcome: 'skipped', outputs: {} })
    return report.stepCompleted(number, 'skipped')
  }
  report.stepStarted(number)
  const result = await executeStep(
    state,
    step,
    signal.aborted ? AbortSignal.timeout(cleanUpMs) : signal,
  )
  const conclusion = recordStep(state, step, result)
  if (conclusion === 'failure' && state.status === 'success') state.status = 'failure'
  report.stepCompleted(number, conclusion)
}

async function executeStep(
  state: JobState,
  step: StepDefinition,
  signal: AbortSignal,
): Promise<StepOutcome> {
  try {
    if (step.uses !== null) return await runActionStep(state, step, step.uses)
    return await runShellStep(state, step, signal)
  } catch (error) {
    writeError(state, error)
    return { outcome: 'failure', outputs: {} }
  }
}

function isWanted(state: JobState, step: StepDefinition): boolean {
  try {
    return isConditionMet(step.condition, toStepScope(state, step))
  } catch (error) {
    writeError(state, error)
    state.status = 'failure'
    return false
  }
}

/** What later steps read, and what counts: a failure may be allowed. */
function recordStep(
  state: JobState,
  { id, continueOnError }: StepDefinition,
  { outcome, outputs }: StepOutcome,
) {
  const conclusion = outcome === 'failure' && continueOnError ? 'success' : outcome
  if (id !== null) state.steps = { ...state.steps, [id]: { outcome, conclusion, outputs } }
  return conclusion
}

function createFolders(root: string): JobFolders {
  const create = (...names: readonly string[]) => {
    const folder = join(root, ...names)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return realpathSync(folder)
  }
  return { root: create(), workspace: create('workspace'), temp: create('temp') }
}
