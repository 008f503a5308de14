import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { StartedOperation } from '#lib/hosting/rollback-port.ts'
import type { DispatchOutcome } from '../classify-dispatch.ts'
import { moveDeployment } from '../store/move-deployment.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'
import { classifyRestoreFailure } from './classify-restore.ts'
import { followAfterMs } from './follow-operation.ts'
import { openRollback } from './open-rollback.ts'

const timeoutMs = 20_000

export type RestoreFailure = Exclude<DispatchOutcome, { readonly kind: 'started' }>

/**
 * Sends the one call that makes the platform go back, for a claim that was stored before. Gives what is certain about a
 * call that did not succeed; whoever claimed records it as for a workflow.
 */
export async function restoreRelease(
  ctx: Context,
  claimed: TrackedDeployment,
  mayStillSend: () => boolean,
): Promise<RestoreFailure | null> {
  const { stageId, platformSource, platformReleaseId, correlationId } = claimed
  if (!platformSource || !platformReleaseId) throw new Error('It goes back by its workflow.')
  let started: StartedOperation
  try {
    const control = await openRollback(stageId, platformSource)
    if (!mayStillSend()) return tooLate
    const signal = AbortSignal.timeout(timeoutMs)
    started = await control.restore(platformReleaseId, correlationId, signal)
  } catch (error) {
    return classifyRestoreFailure(error, ctx.now())
  }
  await moveDeployment(ctx, claimed, {
    to: 'running',
    reason: 'restore_running',
    columns: (now) => ({ operationId: started.operationId, startedAt: now, notBefore: null }),
    next: { step: 'follow', afterMs: followAfterMs },
  })
  return null
}

// Others act on the age of the claim by now: they will find that nothing was sent.
const tooLate: RestoreFailure = {
  kind: 'uncertain',
  reason: 'platform_outcome_unknown',
  details: { message: 'It was too late to send this.' },
}
