import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { getPolicy } from './get-policy.ts'
import { testSelect } from './read-policies.ts'
import type { PolicyAddress } from './schemas.ts'
import { toRestoreTestView } from './to-restore-test-view.ts'
import type { RestoreTestList } from './types.ts'

/** Restores of a policy that were tried, newest first: the last hundred. */
export async function listRestoreTests(
  ctx: Context,
  address: PolicyAddress,
): Promise<RestoreTestList> {
  const { subject, policy } = await getPolicy(ctx, address)
  requirePermission(ctx, 'system:read', subject)
  const rows = await getDb().restoreTest.findMany({
    where: { policyId: policy.id },
    orderBy: { createdAt: 'desc' },
    take: 100,
    select: testSelect,
  })
  return { items: rows.map(toRestoreTestView) }
}
