import type { RunSql } from '#lib/core/run-sql.ts'

/**
 * Locks all policies of these stages until the transaction ends. Called before a transaction writes anything else
 * about them, because everybody takes locks in one order and so never waits for somebody who waits for him: readings,
 * policies by id, then runs, requests and restores, then the states of stages.
 */
export async function lockPolicies(run: RunSql, stageIds: readonly string[]): Promise<void> {
  await run(lockSql, [stageIds])
}

const lockSql = `
SELECT id FROM backup_policy WHERE stage_id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`
