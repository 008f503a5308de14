import 'server-only'
import type { Change } from '#lib/core/changes.ts'
import type { Tx } from '#lib/core/db.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { toSystemChanges } from './changes.ts'
import { removeProbes } from './write-probes.ts'

/** Marks systems as removed and stops measuring them. */
export async function removeSystems(
  tx: Tx,
  filter: Prisma.SystemWhereInput,
): Promise<readonly Change[]> {
  const systems = await tx.system.findMany({
    where: { ...filter, removedAt: null },
    select: { id: true, slug: true },
  })
  const ids = systems.map(({ id }) => id)
  if (ids.length === 0) return []
  await removeProbes(tx, { stage: { systemId: { in: ids } } })
  await tx.system.updateMany({ where: { id: { in: ids } }, data: { removedAt: new Date() } })
  return systems.flatMap(({ id, slug }) => toSystemChanges(id, slug))
}
