import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { invalidInput } from '#lib/core/errors.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { hashPingToken } from '#lib/health/index.ts'
import { getPolicy } from './get-policy.ts'
import { toBackupToken } from './ping-token.ts'
import type { PolicyAddress } from './schemas.ts'
import { originSchema } from './stored.ts'
import type { BackupPingUrl } from './types.ts'

/** The address a backup job pings. Whoever knows it can speak for the job, so it is shown to those who may deploy. */
export async function getBackupPingUrl(
  ctx: Context,
  address: PolicyAddress,
): Promise<BackupPingUrl> {
  const { subject, policy } = await getPolicy(ctx, address)
  requirePermission(ctx, 'backup:read-url', subject)
  if (originSchema.parse(policy.origin).kind !== 'heartbeat') {
    throw invalidInput(`The policy "${policy.slug}" is read from a source and has no ping URL.`)
  }
  const env = getEnv()
  const rotation = policy.tokenRotation
  const token = toBackupToken(env.LEITSTAND_SECRET, { policyId: policy.id, rotation })
  // A policy nobody has shown yet, or one from before the secret changed, does not know its token's hash.
  await getPool().query(
    'UPDATE backup_policy SET token_hash = $2 WHERE id = $1 AND token_rotation = $3 AND token_hash IS DISTINCT FROM $2',
    [policy.id, hashPingToken(token), rotation],
  )
  const url = new URL(`/api/ping/${token}`, env.NEXTAUTH_URL).href
  return { policy: policy.slug, schedule: policy.schedule, url, rotation }
}
