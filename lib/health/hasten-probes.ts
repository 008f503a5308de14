import type { RunSql } from '#lib/core/run-sql.ts'

/** Makes a stage's http and tcp probes due now, for somebody who waits for what they will find. */
export async function hastenProbes(run: RunSql, stageId: string): Promise<void> {
  await run(
    `UPDATE probe SET next_run_at = now()
     WHERE stage_id = $1::uuid AND kind <> 'heartbeat' AND removed_at IS NULL AND paused_at IS NULL
       AND next_run_at > now() AND leased_until IS NULL`,
    [stageId],
  )
}
