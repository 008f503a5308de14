import { evaluateMap } from '../workflow/expression.ts'
import { checkOut } from './checkout.ts'
import { type JobState, type StepOutcome, toStepScope, writeLine } from './job-state.ts'
import type { StepDefinition } from './port.ts'

/** Checks out for `actions/checkout`; any other action is noted and does nothing. */
export async function runActionStep(
  state: JobState,
  step: StepDefinition,
  uses: string,
): Promise<StepOutcome> {
  const options = evaluateMap(step.with, toStepScope(state, step))
  writeLine(state, `##[group]Run ${uses}`)
  for (const [name, value] of Object.entries(options)) writeLine(state, `  ${name}: ${value}`)
  writeLine(state, '##[endgroup]')
  if (!uses.startsWith('actions/checkout@')) {
    writeLine(state, `The sandbox does not run ${uses}; the step did nothing.`)
    return { outcome: 'success', outputs: {} }
  }
  const { gitDir, headSha } = state.job
  const commit = await checkOut({
    gitDir,
    workspace: state.folders.workspace,
    ref: options.ref || null,
    path: options.path ?? '.',
    headSha,
  })
  writeLine(state, `HEAD is now at ${commit}`)
  return { outcome: 'success', outputs: { commit, ref: options.ref ?? '' } }
}
