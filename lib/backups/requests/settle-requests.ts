import type { RunSql } from '#lib/core/run-sql.ts'
import { decideRequest, type ListedRun, type OpenRequest } from './decide-request.ts'

/** Moves requests that are under way to what their policies' lists say became of them. Answers the stages touched. */
export async function settleRequests(
  run: RunSql,
  policyIds: readonly string[] | 'all',
  now: Date,
): Promise<readonly string[]> {
  const requests = await run<OpenRequest & { readonly stageId: string }>(openSql, [
    policyIds === 'all' ? null : policyIds,
  ])
  if (requests.length === 0) return []
  const runs = await run<ListedRun & { readonly policyId: string }>(runsSql, [
    requests.map(({ policyId }) => policyId),
  ])
  const byPolicy = Map.groupBy(runs, ({ policyId }) => policyId)
  const moved = requests.flatMap((request) => {
    const decided = decideRequest(request, byPolicy.get(request.policyId) ?? [], now)
    return decided ? [{ id: request.id, stageId: request.stageId, ...decided }] : []
  })
  if (moved.length > 0) await run(updateSql, [JSON.stringify(moved), now])
  return moved.map(({ stageId }) => stageId)
}

const openSql = `
SELECT q.id, q.policy_id AS "policyId", p.stage_id AS "stageId", q.state, q.sent_at AS "sentAt",
       q.external_id AS "externalId", p.listed_at AS "listedAt"
FROM backup_request q JOIN backup_policy p ON p.id = q.policy_id
WHERE q.state IN ('sending', 'running', 'unknown') AND ($1::uuid[] IS NULL OR q.policy_id = ANY($1::uuid[]))
ORDER BY q.id FOR UPDATE OF q`

const runsSql = `
SELECT policy_id AS "policyId", external_id AS "externalId", state, made_at AS "madeAt", detail
FROM backup_run
WHERE policy_id = ANY($1::uuid[]) AND (made_at IS NULL OR made_at > now() - interval '3 days')
ORDER BY made_at NULLS FIRST LIMIT 1000`

const updateSql = `
UPDATE backup_request q SET state = r.state, external_id = coalesce(r."externalId", q.external_id), reason = r.reason,
  detail = coalesce(r.detail, q.detail),
  finished_at = CASE WHEN r.state IN ('complete', 'failed', 'not_started') THEN $2::timestamptz END
FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, state text, "externalId" text, reason text, detail text)
WHERE q.id = r.id`
