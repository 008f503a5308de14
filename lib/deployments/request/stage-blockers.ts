import 'server-only'
import { getDb, type Tx } from '#lib/core/db.ts'
import { platformStateSchema } from '#lib/hosting/schemas.ts'
import { createBlocker } from '../blockers.ts'
import type { Blocker } from '../types.ts'
import { activeStates } from '../vocabulary.ts'

/** What our own records say against starting something on a stage: what is under way, and a hold. */
export async function listStageBlockers(stageId: string, tx?: Tx): Promise<readonly Blocker[]> {
  const db = tx ?? getDb()
  const [active, hold, pin] = await Promise.all([
    db.deployment.findFirst({
      where: { stageId, state: { in: [...activeStates] } },
      orderBy: { createdAt: 'asc' },
      select: {
        id: true,
        number: true,
        state: true,
        kind: true,
        version: true,
        requestedByName: true,
      },
    }),
    findHold(stageId, db),
    findPin(stageId, db),
  ])
  return [
    ...(active
      ? [createBlocker('deployment_active', { ...active, actor: active.requestedByName })]
      : []),
    ...(pin ? [createBlocker('platform_pinned', pin)] : []),
    ...(hold ? [createBlocker('hold', hold)] : []),
  ]
}

/** A rollback on the platform that keeps it from taking deployments, as last read there; null without one. */
async function findPin(stageId: string, db: Tx) {
  const state = await db.stageState.findUnique({
    where: { stageId },
    select: { platform: true },
  })
  return platformStateSchema.safeParse(state?.platform).data?.pin ?? null
}

/** The hold in force on a stage, as JSON-safe facts; null when it is free. */
export async function findHold(stageId: string, tx?: Tx) {
  const hold = await (tx ?? getDb()).hold.findFirst({
    where: { stageId, liftedAt: null, OR: [{ until: null }, { until: { gt: new Date() } }] },
    select: {
      id: true,
      kind: true,
      reason: true,
      createdBy: true,
      createdAt: true,
      until: true,
      deploymentId: true,
    },
  })
  return (
    hold && {
      ...hold,
      kind: hold.kind === 'rollback' ? ('rollback' as const) : ('manual' as const),
      createdAt: hold.createdAt.toISOString(),
      until: hold.until?.toISOString() ?? null,
    }
  )
}
