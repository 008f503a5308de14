import 'server-only'
import type { Tx } from '#lib/core/db.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import { toJson } from './to-json.ts'
import type { CatalogStage } from './types.ts'
import { lockBackupPolicies, writeBackupPolicies } from './write-backup-policies.ts'
import { removeProbes, writeProbes } from './write-probes.ts'

export interface StagesToWrite {
  readonly systemId: string
  readonly stages: readonly CatalogStage[]
  readonly componentIds: ReadonlyMap<string, string>
}

export async function writeStages(
  tx: Tx,
  { systemId, stages, componentIds }: StagesToWrite,
): Promise<void> {
  await lockBackupPolicies(tx, systemId)
  for (const [position, stage] of stages.entries()) {
    const columns = toColumns(stage, position)
    const { id: stageId } = await tx.stage.upsert({
      where: { systemId_slug: { systemId, slug: stage.slug } },
      create: { systemId, slug: stage.slug, ...columns, state: { create: { systemId } } },
      update: columns,
      select: { id: true },
    })
    await writeProbes(tx, { stageId, probes: stage.probes, componentIds })
    await writeBackupPolicies(tx, stageId, stage.backups)
  }
  const gone = {
    systemId,
    removedAt: null,
    slug: { notIn: stages.map(({ slug }) => slug) },
  }
  await removeProbes(tx, { stage: gone })
  await tx.stage.updateMany({ where: gone, data: { removedAt: new Date() } })
}

function toColumns(stage: CatalogStage, position: number) {
  return {
    name: stage.name,
    position,
    risk: stage.risk,
    url: stage.url,
    region: stage.region,
    hostingKind: stage.hosting?.kind ?? null,
    hostingTarget: stage.hosting ? toJson(stage.hosting.target) : Prisma.DbNull,
    deploy: stage.deploy ? toJson(stage.deploy) : Prisma.DbNull,
    expectations: toJson(stage.expectations),
    sources: toJson(stage.sources),
    logs: toJson(stage.logs),
    configuration: stage.configuration ? toJson(stage.configuration) : Prisma.DbNull,
    removedAt: null,
  }
}
