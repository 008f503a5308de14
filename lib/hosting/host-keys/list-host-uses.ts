import type { Tx } from '#lib/core/db.ts'
import { singleHostTarget } from '../single-host/target.ts'
import type { HostDto } from './schemas.ts'

/** A host that a stage of today's catalog runs on. */
export interface HostUse {
  readonly stageId: string
  readonly host: string
  readonly port: number
  readonly place: HostDto['usedBy'][number]
}

/** Every stage that runs on a single host, in the order of the catalog. */
export async function listHostUses(tx: Tx): Promise<readonly HostUse[]> {
  const stages = await tx.stage.findMany({
    where: { removedAt: null, system: { removedAt: null }, hostingKind: 'single-host' },
    orderBy: [{ system: { slug: 'asc' } }, { position: 'asc' }],
    select: {
      ...{ id: true, slug: true, name: true, hostingTarget: true },
      system: { select: { slug: true, name: true } },
    },
  })
  return stages.flatMap(({ id, slug, name, system, hostingTarget }) => {
    const target = singleHostTarget.safeParse(hostingTarget)
    if (!target.success) return []
    const { host, port } = target.data
    return [
      { stageId: id, host: host.toLowerCase(), port, place: { system, stage: { slug, name } } },
    ]
  })
}
