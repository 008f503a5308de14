import 'server-only'
import { getPool } from '#lib/core/db.ts'

/** What was measured of a stage within a window that ends now. */
export interface SampleWindow {
  readonly samples: number
  readonly good: number
  /** Minutes with at least one sample, and all minutes of the window. */
  readonly measuredMinutes: number
  readonly minutes: number
  /** Newest sample; null without any. */
  readonly newestAt: Date | null
}

export interface WindowQuery {
  readonly stageId: string
  readonly seconds: number
  /** Slug; null for all. */
  readonly component: string | null
}

/** How long minutes are kept. */
export const longestWindowSeconds = 14 * 86_400
/** How long single samples are kept. */
export const longestDurationWindowSeconds = 48 * 3_600

/** Counts samples of all probes of a stage, minute by minute; paused and removed probes are left out. */
export async function readSampleWindow(query: WindowQuery): Promise<SampleWindow> {
  const { rows } = await getPool().query<SampleWindow>(windowSql, [
    query.stageId,
    Math.min(query.seconds, longestWindowSeconds),
    query.component,
  ])
  return rows[0] ?? { samples: 0, good: 0, measuredMinutes: 0, minutes: 0, newestAt: null }
}

export interface DurationWindow {
  /** Milliseconds; null without a sample. */
  readonly p95Ms: number | null
  readonly samples: number
  readonly newestAt: Date | null
}

/** The 95th percentile of answer times of HTTP probes that passed. `kinds` are kinds of components; null for all. */
export async function readDurationWindow(
  query: WindowQuery & { readonly kinds: readonly string[] | null },
): Promise<DurationWindow> {
  const { rows } = await getPool().query<DurationWindow>(durationSql, [
    query.stageId,
    Math.min(query.seconds, longestDurationWindowSeconds),
    query.component,
    query.kinds,
  ])
  return rows[0] ?? { p95Ms: null, samples: 0, newestAt: null }
}

const probes = `
probes AS (
  SELECT p.id, p.kind, c.kind AS part FROM probe p JOIN component c ON c.id = p.component_id
  WHERE p.stage_id = $1::uuid AND p.removed_at IS NULL AND p.paused_at IS NULL
    AND ($3::text IS NULL OR c.slug = $3))`

// Samples are rolled up with a lag; the newest minutes are read as they came.
const windowSql = `
WITH ${probes},
done AS (SELECT coalesce(max(through), '-infinity') AS through FROM sample_rollup WHERE level = 'minute'),
minutes AS (
  SELECT at, samples, good FROM probe_minute
  WHERE probe_id IN (SELECT id FROM probes) AND at >= now() - $2 * interval '1 s' AND at < (SELECT through FROM done)
  UNION ALL
  SELECT date_trunc('minute', at), 1, (outcome > 0)::int FROM probe_sample
  WHERE probe_id IN (SELECT id FROM probes) AND at >= greatest(now() - $2 * interval '1 s', (SELECT through FROM done)))
SELECT coalesce(sum(samples), 0)::int AS samples, coalesce(sum(good), 0)::int AS good,
  count(DISTINCT at)::int AS "measuredMinutes", ceil($2 / 60.0)::int AS minutes,
  (SELECT max(observed_at) FROM probe WHERE id IN (SELECT id FROM probes)) AS "newestAt"
FROM minutes`

const durationSql = `
WITH ${probes}
SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms)::float8 AS "p95Ms",
  count(*)::int AS samples, max(at) AS "newestAt"
FROM probe_sample
WHERE probe_id IN (SELECT id FROM probes WHERE kind = 'http' AND ($4::text[] IS NULL OR part = ANY($4)))
  AND at >= now() - $2 * interval '1 s' AND outcome > 0 AND duration_ms IS NOT NULL`
