import 'server-only'
import { getDb, type Tx } from '#lib/core/db.ts'

/** An attempt that may have changed the stage although it did not succeed. */
export interface DoubtfulAttempt {
  readonly id: string
  readonly commitSha: string | null
  readonly startedAt: Date
}

/**
 * The newest attempt after which the record of what runs cannot be believed any more; null while it can, because nothing
 * was tried since or the version endpoint has confirmed it since.
 */
export async function findDoubtfulAttempt(
  stageId: string,
  tx?: Tx,
): Promise<DoubtfulAttempt | null> {
  const db = tx ?? getDb()
  const record = await db.deployment.findFirst({
    where: { stageId, state: 'succeeded', replacedAt: null },
    orderBy: { finishedAt: 'desc' },
    select: { finishedAt: true },
  })
  if (!record?.finishedAt) return null
  const attempt = await db.deployment.findFirst({
    where: {
      stageId,
      state: { in: ['failed', 'cancelled'] },
      startedAt: { not: null },
      finishedAt: { gt: record.finishedAt },
    },
    orderBy: { finishedAt: 'desc' },
    select: { id: true, commitSha: true, startedAt: true, finishedAt: true },
  })
  if (!attempt?.startedAt || !attempt.finishedAt) return null
  const state = await db.stageState.findUnique({
    where: { stageId },
    select: { agreement: true, runningObservedAt: true },
  })
  const isConfirmed =
    state?.agreement === 'agreed' &&
    state.runningObservedAt !== null &&
    state.runningObservedAt > attempt.finishedAt
  if (isConfirmed) return null
  return { id: attempt.id, commitSha: attempt.commitSha, startedAt: attempt.startedAt }
}
