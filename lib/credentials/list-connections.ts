import type { Tx } from '#lib/core/db.ts'
import { toStageSources } from '#lib/hosting/stage-sources.ts'
import type { CredentialPlatform } from './schemas.ts'

interface Place {
  readonly slug: string
  readonly name: string
}

/** One source of one stage, and the account it is asked with. */
export interface Connection {
  readonly stageId: string
  readonly system: Place
  readonly stage: Place
  readonly source: string
  readonly kind: string
  readonly account: string
  readonly platform: CredentialPlatform | null
}

/** Everything that stages of today's catalog are asked by, in the order of the catalog. */
export async function listConnections(tx: Tx): Promise<readonly Connection[]> {
  const stages = await tx.stage.findMany({
    where: { removedAt: null, system: { removedAt: null } },
    orderBy: [{ system: { slug: 'asc' } }, { position: 'asc' }],
    select: {
      ...{ id: true, slug: true, name: true },
      ...{ hostingKind: true, hostingTarget: true, sources: true, logs: true },
      system: { select: { slug: true, name: true } },
    },
  })
  return stages.flatMap(({ id, slug, name, system, ...hosting }) =>
    toStageSources({ ...hosting, components: [] }).map(({ source, kind, account, platform }) => ({
      ...{ stageId: id, system, stage: { slug, name }, source, kind, account, platform },
    })),
  )
}
