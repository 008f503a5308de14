import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import { canMove, canReopen, isActive } from '../state.ts'
import { planStep, type StepName } from '../steps/step-jobs.ts'
import type { Details } from '../types.ts'
import type { DeploymentState, StateReason } from '../vocabulary.ts'
import type { TrackedDeployment } from './track-deployment.ts'
import { readTransactionTime } from './transaction-time.ts'
import { toDeploymentChanges, updateStageState } from './update-stage-state.ts'

type Columns = Omit<
  Prisma.DeploymentUncheckedUpdateManyInput,
  'id' | 'fence' | 'state' | 'stateReason' | 'stateDetail' | 'stateSince'
>

export interface DeploymentMove {
  /** Absent: the state stays and only columns are written. */
  readonly to?: DeploymentState
  readonly reason?: StateReason | null
  readonly details?: Details
  /** Further columns; a function gets the transaction's time. */
  readonly columns?: Columns | ((now: Date) => Columns)
  /** What happens next, and after how many milliseconds. */
  readonly next?: { readonly step: StepName; readonly afterMs: number } | null
  /** More to write in the same transaction, once the deployment is written. */
  readonly also?: (tx: Tx, now: Date) => Promise<void>
}

/**
 * Writes news about a deployment, all of it or nothing. False when somebody else wrote in between: then what was seen is
 * old news, and the writer that came first has planned the next step.
 */
export function moveDeployment(
  ctx: Context,
  current: TrackedDeployment,
  move: DeploymentMove,
): Promise<boolean> {
  return observe(ctx, async (tx) => {
    const isWritten = await writeMove(tx, current, move)
    return { result: isWritten, changes: isWritten ? toDeploymentChanges(current) : [] }
  })
}

/** The same within a transaction of the caller, who announces the change. */
export async function writeMove(
  tx: Tx,
  current: TrackedDeployment,
  move: DeploymentMove,
): Promise<boolean> {
  if (move.to) requireAllowed(current.state, move.to)
  const now = await readTransactionTime(tx)
  const nextStepAt = move.next ? new Date(now.getTime() + move.next.afterMs) : null
  const { count } = await tx.deployment.updateMany({
    where: { id: current.id, fence: current.fence },
    data: {
      ...(typeof move.columns === 'function' ? move.columns(now) : move.columns),
      ...(move.to ? toStateColumns(current, move.to, move, now) : {}),
      ...(move.next === undefined ? {} : { nextStepAt }),
      fence: { increment: 1 },
    },
  })
  if (count === 0) return false
  await move.also?.(tx, now)
  if (move.next && nextStepAt) await planStep(tx, current.id, move.next.step, nextStepAt)
  await updateStageState(tx, current.stageId)
  return true
}

function toStateColumns(
  current: TrackedDeployment,
  to: DeploymentState,
  { reason = null, details = {} }: DeploymentMove,
  now: Date,
): Prisma.DeploymentUncheckedUpdateManyInput {
  const isSame = current.state === to && current.stateReason === reason
  return {
    state: to,
    stateReason: reason,
    stateDetail: Object.keys(details).length > 0 ? toJson(details) : Prisma.DbNull,
    ...(isSame ? {} : { stateSince: now }),
    ...(isActive(to) ? { finishedAt: null } : { nextStepAt: null }),
    ...(isActive(to) || current.state === to ? {} : { finishedAt: now }),
  }
}

function requireAllowed(from: DeploymentState, to: DeploymentState): void {
  if (from === to || canMove(from, to) || canReopen(from, to)) return
  if (from === 'verifying' && isActive(to)) return
  throw new Error(`A deployment does not go from ${from} to ${to}.`)
}

/** Safe because `Details` come from our own code and hold plain JSON; dates and undefined are turned into it here. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue
}
