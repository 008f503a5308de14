import 'server-only'
import type { Tx } from '#lib/core/db.ts'

/** Makes changes to one stage take turns. The lock on deployments itself is the unique index, whoever forgets this. */
export async function lockStage(tx: Tx, stageId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM stage WHERE id = ${stageId}::uuid FOR NO KEY UPDATE`
}

export interface Standing {
  /** The next running number of the stage. */
  readonly nextNumber: number
  readonly runningVersion: string | null
  readonly runningCommitSha: string | null
}

/** What a new deployment of the stage builds on; call it with the stage locked. */
export async function readStanding(tx: Tx, stageId: string): Promise<Standing> {
  const [standing] = await tx.$queryRaw<Standing[]>`
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM deployment WHERE stage_id = g.id)::int AS "nextNumber",
           c.running_version AS "runningVersion", c.running_commit_sha AS "runningCommitSha"
    FROM stage g LEFT JOIN stage_state c ON c.stage_id = g.id WHERE g.id = ${stageId}::uuid`
  if (!standing) throw new Error('A stage is not deleted while something starts on it.')
  return standing
}
