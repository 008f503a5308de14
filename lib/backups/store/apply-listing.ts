import { newId } from '#lib/core/ids.ts'
import type { RunSql } from '#lib/core/run-sql.ts'
import type { KeptListing } from '../listing.ts'

/** Writes what a source listed at a moment as runs of a policy. The same list again changes nothing. */
export async function applyListing(
  run: RunSql,
  policyId: string,
  listing: KeptListing,
  observedAt: Date,
): Promise<void> {
  const rows = listing.backups.map((backup) => ({
    id: newId(),
    ...backup,
    sizeBytes: backup.sizeBytes === null ? null : Math.round(backup.sizeBytes),
  }))
  await run(upsertSql, [policyId, JSON.stringify(rows), observedAt])
  // An empty list may be a missing right, and says of no backup that it is gone.
  if (!listing.truncated && rows.length > 0) {
    const listed = rows.map(({ externalId }) => externalId)
    await run(goneSql, [policyId, listed, listing.since])
  }
  await run('UPDATE backup_policy SET listed_at = $2 WHERE id = $1::uuid', [policyId, observedAt])
}

const upsertSql = `
INSERT INTO backup_run (id, policy_id, external_id, state, made_at, finished_at, size_bytes, place, region, is_copy,
  detail, seen_at)
SELECT DISTINCT ON (r."externalId") r.id, $1::uuid, r."externalId", r.state, r."madeAt", r."finishedAt", r."sizeBytes", r.place, r.region, r."isCopy",
  r.detail, $3::timestamptz
FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "externalId" text, state text, "madeAt" timestamptz,
  "finishedAt" timestamptz, "sizeBytes" bigint, place text, region text, "isCopy" boolean, detail text)
ON CONFLICT (policy_id, external_id) DO UPDATE SET
  state = excluded.state, made_at = excluded.made_at, finished_at = excluded.finished_at,
  size_bytes = excluded.size_bytes, place = excluded.place, region = excluded.region, is_copy = excluded.is_copy,
  detail = excluded.detail, seen_at = excluded.seen_at
WHERE backup_run.seen_at <= excluded.seen_at`

// Only what was complete can be lost, and only what the list had to hold can be missing in it.
const goneSql = `
UPDATE backup_run SET state = 'gone'
WHERE policy_id = $1::uuid AND state = 'complete' AND made_at >= $3::timestamptz AND NOT external_id = ANY($2::text[])`
