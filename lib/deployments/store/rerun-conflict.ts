import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import { activeStates } from '../vocabulary.ts'
import { moveDeployment } from './move-deployment.ts'
import type { TrackedDeployment } from './track-deployment.ts'

/** Whether a write failed because another deployment holds the stage. */
export function isLockTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

/**
 * Notes on an ended deployment that its run was started once more while another one holds the stage. Its attempt stays
 * unrecorded, so that looking again takes it up once the stage is free.
 */
export async function recordRerunConflict(
  ctx: Context,
  deployment: TrackedDeployment,
  run: { readonly attempt: number },
): Promise<void> {
  const holder = await getDb().deployment.findFirst({
    where: {
      stageId: deployment.stageId,
      state: { in: [...activeStates] },
      kind: { not: 'external' },
    },
    select: { id: true, number: true, version: true },
  })
  await moveDeployment(ctx, deployment, {
    to: deployment.state,
    reason: 'rerun_conflict',
    details: { attempt: run.attempt, ...holder },
    next: { step: 'follow', afterMs: 60_000 },
  })
}
