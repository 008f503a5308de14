import { getDb } from '#lib/core/db.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { createStage, type StageOptions } from '#tests/factories/catalog.ts'

export interface TestPolicy {
  readonly id: string
  readonly stageId: string
  readonly systemId: string
  readonly teamSlug: string
  readonly address: { readonly system: string; readonly stage: string; readonly policy: string }
}

export type PolicyPart = Partial<Prisma.BackupPolicyUncheckedCreateInput> & {
  readonly onStage?: StageOptions
  /** Puts it beside another policy instead of on a stage of its own. */
  readonly beside?: TestPolicy
}

/** A policy on a stage of its own, that reports itself every day. */
export async function createPolicy(part: PolicyPart = {}): Promise<TestPolicy> {
  const { onStage, beside, ...columns } = part
  const stage = beside
    ? await getDb().stage.findUniqueOrThrow({
        where: { id: beside.stageId },
        include: { system: { include: { team: true } } },
      })
    : await createStage(onStage)
  const slug = part.slug ?? 'nightly'
  const { id } = await getDb().backupPolicy.create({
    data: {
      stageId: stage.id,
      slug,
      component: 'database',
      covers: 'database',
      origin: { kind: 'heartbeat' },
      everySeconds: 86_400,
      timeZone: 'UTC',
      graceSeconds: 3_600,
      rpoSeconds: 26 * 3_600,
      ...columns,
    },
  })
  return {
    id,
    stageId: stage.id,
    systemId: stage.systemId,
    teamSlug: stage.system.team.slug,
    address: { system: stage.system.slug, stage: stage.slug, policy: slug },
  }
}

/** A complete backup of that age. */
export function createRun(
  policyId: string,
  hoursAgo: number,
  part: Partial<Prisma.BackupRunUncheckedCreateInput> = {},
) {
  const madeAt = new Date(Date.now() - hoursAgo * 3_600_000)
  return getDb().backupRun.create({
    data: {
      policyId,
      externalId: `run-${hoursAgo}`,
      state: 'complete',
      madeAt,
      finishedAt: madeAt,
      sizeBytes: 1_000n,
      place: '/backups',
      seenAt: new Date(),
      ...part,
    },
  })
}

export const readPolicy = (id: string) => getDb().backupPolicy.findUniqueOrThrow({ where: { id } })

export const listRuns = (policyId: string) =>
  getDb().backupRun.findMany({ where: { policyId }, orderBy: { madeAt: 'desc' } })

export async function readStageBackup(stageId: string) {
  const { backup } = await getDb().stageState.findUniqueOrThrow({ where: { stageId } })
  // Safe because tests name the fields they look at.
  return backup as Record<string, unknown> | null
}
