import 'server-only'
import type { Tx } from '#lib/core/db.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import { toJson } from './to-json.ts'
import type { CatalogBackupPolicy } from './types.ts'

/**
 * Locks all policies of a system by id, as everybody does who writes more than one: in the order of a file they could
 * be waited for by somebody who is waited for.
 */
export async function lockBackupPolicies(tx: Tx, systemId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM backup_policy WHERE stage_id IN (SELECT id FROM stage WHERE system_id = ${systemId}::uuid)
    ORDER BY id FOR NO KEY UPDATE`
}

/** Policies keep their history while the file changes; one that left the file is kept as removed. */
export async function writeBackupPolicies(
  tx: Tx,
  stageId: string,
  policies: readonly CatalogBackupPolicy[],
): Promise<void> {
  for (const policy of policies) {
    const columns = toColumns(policy)
    await tx.backupPolicy.upsert({
      where: { stageId_slug: { stageId, slug: policy.slug } },
      create: { stageId, slug: policy.slug, ...columns },
      update: columns,
    })
  }
  const slugs = policies.map(({ slug }) => slug)
  await tx.backupPolicy.updateMany({
    where: { stageId, removedAt: null, slug: { notIn: slugs } },
    data: { removedAt: new Date() },
  })
}

function toColumns({ slug: _, from, restoreTest, ...rest }: CatalogBackupPolicy) {
  return {
    ...rest,
    origin: toJson(from),
    restoreTest: restoreTest ? toJson(restoreTest) : Prisma.DbNull,
    removedAt: null,
  }
}
