import { type Captured, listMissing } from '../captured.ts'
import type { Plan } from '../plan.ts'
import type { RunState, RunStepState, StepReason } from '../words.ts'

export interface StepRow {
  readonly position: number
  readonly plan: Plan
  readonly state: RunStepState
  readonly startedAt: Date | null
}

export type Move =
  | { readonly kind: 'execute'; readonly step: StepRow }
  | { readonly kind: 'skip'; readonly step: StepRow; readonly reason: StepReason }
  | { readonly kind: 'park' }
  | { readonly kind: 'finish'; readonly state: RunState }

/** What comes next in a run, from nothing but its rows: so it is the same after every restart. */
export function findMove(
  steps: readonly StepRow[],
  { isCancelled, captured }: { readonly isCancelled: boolean; readonly captured: Captured },
): Move {
  const open = steps.find(({ state }) => !isEnded(state))
  if (!open) return { kind: 'finish', state: toVerdict(steps, isCancelled) }
  if (open.state === 'waiting' && !isCancelled) return { kind: 'park' }
  if (open.state === 'running') return { kind: 'execute', step: open }
  const { plan } = open
  if (plan.always && open.state === 'pending') return { kind: 'execute', step: open }
  if (isCancelled) return { kind: 'skip', step: open, reason: 'run_cancelled' }
  const earlier = steps.filter(({ position }) => position < open.position)
  if (earlier.some(isBroken)) return { kind: 'skip', step: open, reason: 'earlier_step_failed' }
  const isInDoubt = earlier.some(({ state }) => state === 'unknown')
  if (isInDoubt && (!isLook(plan) || listMissing(plan, captured).length > 0)) {
    return { kind: 'skip', step: open, reason: 'earlier_step_failed' }
  }
  return { kind: 'execute', step: open }
}

/** A request whose answer was lost may still be proved by what later steps see; any other doubt stays. */
const isBroken = ({ state, plan }: StepRow) =>
  state === 'failed' || (state === 'unknown' && plan.kind !== 'request')

const isEnded = (state: RunStepState) =>
  state === 'passed' || state === 'failed' || state === 'skipped' || state === 'unknown'

/** Only looks and waits follow on a step of which nobody knows whether it happened. */
function isLook(plan: Plan): boolean {
  return (
    plan.kind === 'wait' || provesEarlier(plan) || plan.kind === 'probe' || plan.kind === 'expect'
  )
}

/** Steps that see the effect of a request when they pass. */
export function provesEarlier(plan: Plan): boolean {
  return (
    plan.kind === 'poll' ||
    plan.kind === 'log' ||
    (plan.kind === 'request' && plan.method === 'GET')
  )
}

function toVerdict(steps: readonly StepRow[], isCancelled: boolean): RunState {
  if (isCancelled) return 'cancelled'
  if (steps.some(({ state }) => state === 'unknown')) return 'inconclusive'
  return steps.some(({ state }) => state === 'failed') ? 'failed' : 'passed'
}
