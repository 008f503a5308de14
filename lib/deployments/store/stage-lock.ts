import 'server-only'
import type { Tx } from '#lib/core/db.ts'

/** Makes changes to one stage take turns. The lock on deployments itself is the unique index, whoever forgets this. */
export async function lockStage(tx: Tx, stageId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM stage WHERE id = ${stageId}::uuid FOR NO KEY UPDATE`
}

/** The next running number of a stage; call it with the stage locked. */
export async function takeNumber(tx: Tx, stageId: string): Promise<number> {
  const { _max } = await tx.deployment.aggregate({ where: { stageId }, _max: { number: true } })
  return (_max.number ?? 0) + 1
}
