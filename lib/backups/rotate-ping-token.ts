import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getEnv } from '#lib/core/env.ts'
import { mutate } from '#lib/core/mutate.ts'
import { hashPingToken } from '#lib/health/index.ts'
import { getBackupPingUrl } from './get-ping-url.ts'
import { getPolicy } from './get-policy.ts'
import { toBackupToken } from './ping-token.ts'
import type { PolicyAddress } from './schemas.ts'
import type { BackupPingUrl } from './types.ts'

/** Ends a policy's ping URL and answers the new one. */
export async function rotateBackupToken(
  ctx: Context,
  address: PolicyAddress,
): Promise<BackupPingUrl> {
  const { subject, policy, entityId } = await getPolicy(ctx, address)
  await mutate(ctx, 'backup:rotate-token', subject, async (tx) => {
    const { tokenRotation: rotation } = await tx.backupPolicy.update({
      where: { id: policy.id },
      data: { tokenRotation: { increment: 1 } },
      select: { tokenRotation: true },
    })
    const token = toBackupToken(getEnv().LEITSTAND_SECRET, { policyId: policy.id, rotation })
    await tx.backupPolicy.update({
      where: { id: policy.id },
      data: { tokenHash: hashPingToken(token) },
    })
    return {
      result: null,
      audit: {
        action: 'backup.rotate-token',
        entity: { kind: 'backup-policy', id: entityId },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: { rotation: rotation - 1 },
        after: { rotation },
      },
    }
  })
  return await getBackupPingUrl(ctx, address)
}
