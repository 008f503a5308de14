import type pg from 'pg'

/**
 * Writes the last 24 hours of each stage, oldest first: permille of good samples, -1 without any. Only stages whose
 * numbers moved are written.
 */
export async function writeUptime(client: pg.ClientBase): Promise<void> {
  await client.query(uptimeSql)
}

const uptimeSql = `
WITH hours AS (
  SELECT generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') AS at),
measured AS (
  SELECT p.stage_id, h.at, sum(h.good) AS good, sum(h.samples) AS samples
  FROM probe_hour h JOIN probe p ON p.id = h.probe_id
  WHERE h.at >= date_trunc('hour', now()) - interval '23 hours' AND p.removed_at IS NULL
  GROUP BY 1, 2),
uptime AS (
  SELECT s.stage_id, array_agg(coalesce((m.good * 1000 / nullif(m.samples, 0))::int, -1) ORDER BY hours.at) AS values
  FROM stage_state s CROSS JOIN hours LEFT JOIN measured m ON m.stage_id = s.stage_id AND m.at = hours.at
  GROUP BY 1)
UPDATE stage_state s SET uptime_hours = u.values FROM uptime u
WHERE s.stage_id = u.stage_id AND s.uptime_hours IS DISTINCT FROM u.values`
