import type { RunSql } from '#lib/core/run-sql.ts'
import type { Health, HealthReason } from './words.ts'

export interface StatusChangeInput {
  readonly subject: 'probe' | 'stage'
  readonly stageId: string
  readonly probeId: number | null
  readonly from: string
  readonly to: Health
  readonly reasonBefore: string | null
  readonly reason: HealthReason | null
  readonly at: Date
}

/**
 * Records that health went from one word to another. What the prober could not know while it was cut off is no change:
 * going there is not recorded, and coming back is only if things are different from what was last recorded.
 */
export async function recordStatusChanges(
  run: RunSql,
  changes: readonly StatusChangeInput[],
): Promise<void> {
  const known = changes.filter((change) => change.reason !== 'prober_cut_off')
  if (known.length > 0) await run(insertSql, [JSON.stringify(known)])
}

const insertSql = `
INSERT INTO status_change (stage_id, probe_id, subject, "from", "to", reason, at)
SELECT r."stageId", r."probeId", r.subject, coalesce(last."to", r."from"), r."to", r.reason, r.at
FROM jsonb_to_recordset($1::jsonb) AS r("stageId" uuid, "probeId" int, subject text, "from" text, "to" text,
  "reasonBefore" text, reason text, at timestamptz)
LEFT JOIN LATERAL (
  SELECT c."to" FROM status_change c
  WHERE c.stage_id = r."stageId" AND c.subject = r.subject AND c.probe_id IS NOT DISTINCT FROM r."probeId"
  ORDER BY c.at DESC, c.id DESC LIMIT 1) last ON r."reasonBefore" = 'prober_cut_off'
WHERE coalesce(last."to", r."from") <> r."to"`
