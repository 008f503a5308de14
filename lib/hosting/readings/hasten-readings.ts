import type { RunSql } from '#lib/core/run-sql.ts'

/**
 * Makes a stage's readings due now, for somebody who waits for what they will say: all, or those of some facts.
 * The account's budget still holds. Gives how many are asked.
 */
export async function hastenReadings(
  run: RunSql,
  stageId: string,
  facts: readonly string[] | null = null,
): Promise<number> {
  const rows = await run(hastenSql, [stageId, facts])
  return rows.length
}

const hastenSql = `
UPDATE reading SET next_at = now()
WHERE stage_id = $1::uuid AND ($2::text[] IS NULL OR split_part(fact, ':', 1) = ANY($2))
  AND next_at > now() AND (leased_until IS NULL OR leased_until <= now())
RETURNING fact`
