import { listMissing } from '../captured.ts'
import { changesSomething, type Plan } from '../plan.ts'
import { failed, type StepInput, type StepOutcome, toExcerpt } from './outcome.ts'
import { runExpect } from './steps/expect.ts'
import { runLog } from './steps/log.ts'
import { lookUntil } from './steps/look.ts'
import { runPoll } from './steps/poll.ts'
import { runProbeStep } from './steps/probe.ts'
import { proveProcess, runProcess } from './steps/process.ts'
import { runRequest } from './steps/request.ts'

/** Does a step for the first time, or goes on with one that only looks. Throws only when it was interrupted. */
export async function runStep(plan: Plan, input: StepInput): Promise<StepOutcome> {
  const missing = listMissing(plan, input.captured)
  if (missing.length > 0) return failed('capture_missing', { params: { name: missing.join(', ') } })
  try {
    return await perform(plan, input)
  } catch (error) {
    if (input.signal.aborted) throw error
    input.world.ctx.logger.error({ error: String(error) }, 'a step of a run broke')
    const evidence = { detail: toExcerpt(error instanceof Error ? error.message : String(error)) }
    // What may have been sent is not known to have failed.
    return changesSomething(plan)
      ? { state: 'unknown', reason: 'outcome_unknown', evidence }
      : failed('step_broken', evidence)
  }
}

/** A step that changes something and was begun by a process that is gone: never done again, only looked at. */
export async function judgeLostStep(plan: Plan, input: StepInput): Promise<StepOutcome> {
  if (plan.kind === 'process' || plan.kind === 'service') return proveProcess(plan, input)
  return { state: 'unknown', reason: 'outcome_unknown', evidence: {} }
}

async function perform(plan: Plan, input: StepInput): Promise<StepOutcome> {
  switch (plan.kind) {
    case 'request':
      return runRequest(plan, input)
    case 'poll':
      return runPoll(plan, input)
    case 'wait':
      return runWait(plan.forMs, input)
    case 'process':
    case 'service':
      return runProcess(plan, input)
    case 'log':
      return runLog(plan, input)
    case 'probe':
      return runProbeStep(plan, input)
    case 'expect':
      return runExpect(plan, input)
    case 'ask':
      // Asked by parking the run; a question never comes here.
      return failed('step_broken')
  }
}

const waitTickMs = 60_000

function runWait(forMs: number, { startedAt, signal }: StepInput): Promise<StepOutcome> {
  const outcome: StepOutcome = { state: 'passed', reason: null, evidence: {} }
  return lookUntil({
    ...{ startedAt, signal, withinMs: forMs, everyMs: waitTickMs },
    look: async () => ({ done: false, outcome }),
  })
}
