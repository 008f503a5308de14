import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { invalidInput } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { onClient } from '#lib/core/run-sql.ts'
import { hastenReadings } from '#lib/hosting/index.ts'
import { asking } from '#lib/hosting/to-app-error.ts'
import { listStageBlockers } from '../request/stage-blockers.ts'
import { throwIfBlocked } from '../request/throw-blocked.ts'
import type { SettlePinInput, StagePath } from '../schemas.ts'
import { openRollback } from './open-rollback.ts'

const timeoutMs = 20_000

/**
 * Ends the pin that a rollback on the platform left: confirms the rollback, or takes it back. Who asked for it is in the
 * audit trail before anything is sent.
 */
export async function settlePin(
  ctx: Context,
  path: StagePath,
  { source, action, reason }: SettlePinInput,
): Promise<void> {
  const subject = await getStageSubject(ctx, path)
  await mutate(ctx, 'deployment:roll-back', subject, async (tx) => {
    const blockers = await listStageBlockers(subject.stageId, tx)
    throwIfBlocked(blockers.filter((blocker) => blocker.reason === 'deployment_active'))
    return {
      result: undefined,
      audit: {
        action: `platform-pin.${action}`,
        entity: { kind: 'stage', id: subject.stageId },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: null,
        after: { source, reason },
      },
    }
  })
  await asking(async () => {
    const { pin } = await openRollback(subject.stageId, source)
    if (!pin) throw invalidInput('This platform does not pin rollbacks.', { reason: 'no_pin' })
    await pin[action](AbortSignal.timeout(timeoutMs))
  })
  await hastenReadings(onClient(getPool()), subject.stageId, ['release', 'rollback-targets'])
}
