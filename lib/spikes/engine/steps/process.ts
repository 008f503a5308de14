import { HostingError } from '#lib/hosting/failure.ts'
import type { ProcessControl, ProcessReading } from '#lib/hosting/process-port.ts'
import type { PlanOf } from '../../plan.ts'
import { failed, passed, type StepInput, type StepOutcome, toExcerpt } from '../outcome.ts'

const callTimeoutMs = 30_000
const proofTimeoutMs = 15_000

/** Stops, starts, restarts or kills a process, once. What is not known afterwards is looked up, not repeated. */
export async function runProcess(
  plan: PlanOf<'process' | 'service'>,
  input: StepInput,
): Promise<StepOutcome> {
  if (input.stage.risk === 'production') return failed('platform_refused')
  const control = await findControl(plan, input)
  if (!control) return failed('not_controllable', { params: { name: toName(plan) } })
  try {
    const signal = AbortSignal.timeout(callTimeoutMs)
    if (plan.kind === 'service') await control.restartService(plan.service, signal)
    else await control.control(plan.component, plan.action, signal)
    return passed({})
  } catch (error) {
    if (!(error instanceof HostingError)) throw error
    const evidence = { detail: toExcerpt(error.message) }
    if (error.failure !== 'outcome_unknown') return failed('platform_refused', evidence)
    return proveProcess(plan, input)
  }
}

/** Whether a call of which nobody saw the answer was done, as far as the process itself shows it. */
export async function proveProcess(
  plan: PlanOf<'process' | 'service'>,
  input: StepInput,
): Promise<StepOutcome> {
  const doubt: StepOutcome = { state: 'unknown', reason: 'outcome_unknown', evidence: {} }
  const control = await findControl(plan, input).catch(() => null)
  if (!control || plan.kind === 'service') return doubt
  try {
    const reading = await control.readProcess(plan.component, AbortSignal.timeout(proofTimeoutMs))
    const detail = reading.since ? `${reading.state} ${reading.since.toISOString()}` : reading.state
    if (!isProved(plan.action, reading, input.startedAt)) return { ...doubt, evidence: { detail } }
    return { state: 'passed', reason: 'proved_by_look', evidence: { detail } }
  } catch (error) {
    return { ...doubt, evidence: { detail: toExcerpt(String(error)) } }
  }
}

/** Times of hosts are told to the second. */
function isProved(
  action: PlanOf<'process'>['action'],
  { state, since }: ProcessReading,
  startedAt: Date,
): boolean {
  if (action === 'stop') return state === 'stopped'
  if (action === 'start') return state === 'running'
  if (state === 'changing') return true
  return since !== null && since.getTime() > startedAt.getTime()
}

async function findControl(
  plan: PlanOf<'process' | 'service'>,
  { world, stage }: StepInput,
): Promise<ProcessControl | null> {
  const part = plan.kind === 'service' ? { service: plan.service } : { component: plan.component }
  return world.findControl(stage.stageId, part)
}

const toName = (plan: PlanOf<'process' | 'service'>) =>
  plan.kind === 'service' ? plan.service : plan.component
