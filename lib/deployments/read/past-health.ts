import 'server-only'
import { getPool } from '#lib/core/db.ts'
import type { RollbackTarget } from '../types.ts'

interface Span {
  readonly id: string
  readonly from: Date
  readonly until: Date
}

/** Below this share of good measurements a version did not run healthily. */
const healthyPermille = 990

/** How a stage fared in each span of time: good measurements, and how often it went down. */
export async function readPastHealth(
  stageId: string,
  spans: readonly Span[],
): Promise<ReadonlyMap<string, RollbackTarget['health']>> {
  if (spans.length === 0) return new Map()
  const { rows } = await getPool().query<{
    id: string
    uptimePermille: number | null
    incidents: number
  }>(sql, [stageId, JSON.stringify(spans)])
  return new Map(
    rows.map(({ id, uptimePermille, incidents }) => [
      id,
      { uptimePermille, incidents, verdict: toVerdict(uptimePermille) },
    ]),
  )
}

function toVerdict(uptimePermille: number | null): RollbackTarget['health']['verdict'] {
  if (uptimePermille === null) return 'unknown'
  return uptimePermille >= healthyPermille ? 'healthy' : 'unhealthy'
}

// A short run is counted measurement by measurement, while those are kept; a longer one by minutes, kept for days, or
// hours, kept for months. Minutes at both ends would take in what belongs to the neighbours.
const sql = `
SELECT s.id, i.incidents,
  round(1000.0 * coalesce(r.good, m.good, h.good) / coalesce(r.samples, m.samples, h.samples))::int AS "uptimePermille"
FROM jsonb_to_recordset($2::jsonb) AS s(id uuid, "from" timestamptz, until timestamptz)
CROSS JOIN LATERAL (SELECT array_agg(id) AS ids FROM probe WHERE stage_id = $1::uuid) p
CROSS JOIN LATERAL (SELECT nullif(count(*), 0) AS samples, count(*) FILTER (WHERE outcome > 0) AS good FROM probe_sample
  WHERE s.until - s."from" < interval '2 hours' AND probe_id = ANY(p.ids) AND at >= s."from" AND at < s.until) r
CROSS JOIN LATERAL (SELECT nullif(sum(samples), 0) AS samples, sum(good) AS good FROM probe_minute
  WHERE r.samples IS NULL AND probe_id = ANY(p.ids) AND at >= s."from" AND at < s.until) m
CROSS JOIN LATERAL (SELECT nullif(sum(samples), 0) AS samples, sum(good) AS good FROM probe_hour
  WHERE r.samples IS NULL AND m.samples IS NULL AND probe_id = ANY(p.ids) AND at >= s."from" AND at < s.until) h
CROSS JOIN LATERAL (SELECT count(*)::int AS incidents FROM status_change
  WHERE stage_id = $1::uuid AND subject = 'stage' AND "to" = 'down' AND at >= s."from" AND at < s.until) i`
