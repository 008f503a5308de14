import type pg from 'pg'

export interface HistorySpan {
  /** Days before today. */
  readonly fromDay: number
  readonly toDay: number
  /** The same for spans that continue each other. */
  readonly today: Date
}

/** What hours are kept for; asking for more history does not make more of them. */
const hourDays = 100

/**
 * What happened on every stage: a deployment every third day with its steps, two status changes every third day, an
 * audit entry per deployment and the rolled up samples. Raw samples and minutes age out within days and are left out.
 */
export async function seedHistory(client: pg.ClientBase, span: HistorySpan): Promise<void> {
  const { fromDay, toDay, today } = span
  for (const statement of statements) await client.query(statement, [fromDay, toDay, today])
  const hours = Math.min(toDay, hourDays)
  if (fromDay < hours) await client.query(hoursSql, [fromDay, hours, today])
  await client.query('VACUUM (ANALYZE)')
}

/** Every third day of the span. */
const days = 'generate_series($1::int, $2::int - 1, 3)'

const statements = [
  `INSERT INTO deployment (id, number, stage_id, kind, state, state_since, ref, version, commit_sha,
     requested_by_kind, requested_by_name, correlation_id, workflow, workflow_ref, run_id, run_status,
     run_conclusion, created_at, started_at, finished_at, replaced_at)
   SELECT uuidv7(), 100000 - day, s.id, 'deployment', CASE WHEN day % 15 = 0 THEN 'failed' ELSE 'succeeded' END,
     at, 'v1.' || day, 'v1.' || day, md5(day::text) || 'abcdef01', 'user', 'Person ' || day % 50,
     gen_random_uuid(), 'deploy.yml', 'main', day::text, 'completed', 'success', at, at, at + interval '2 min',
     at + interval '3 days'
   FROM ${days} day CROSS JOIN LATERAL (SELECT $3::timestamptz - day * interval '1 day' AS at) t CROSS JOIN stage s`,
  `INSERT INTO deployment_step (deployment_id, run_attempt, job_id, job_name, number, name, state, started_at, completed_at)
   SELECT d.id, 1, '1', 'deploy', n, 'Step ' || n, 'succeeded', d.created_at, d.finished_at
   FROM deployment d, generate_series(1, 4) n
   WHERE d.created_at <= $3::timestamptz - ($1::int - 0.5) * interval '1 day' AND d.created_at > $3::timestamptz - $2::int * interval '1 day'`,
  `INSERT INTO status_change (stage_id, subject, "from", "to", reason, at)
   SELECT s.id, 'stage', v.a, v.b, v.reason, $3::timestamptz - day * interval '1 day' + v.after
   FROM ${days} day CROSS JOIN stage s CROSS JOIN (VALUES
     ('healthy', 'down', 'status', interval '0'), ('down', 'healthy', null, interval '5 min')) v(a, b, reason, after)`,
  `INSERT INTO audit_entry (at, actor_kind, actor_id, actor_name, permission, action, outcome, entity_kind, entity_id,
     system_id, stage_id, request_id, content, prev_hash, hash)
   SELECT $3::timestamptz - day * interval '1 day', 'user', 'bench', 'Person ' || day % 50, 'deployment:trigger',
     'deployment.trigger', 'allowed', 'deployment', s.id::text, s.system_id, s.id, 'request-' || day,
     '{"before":null,"after":{"number":' || day || ',"version":"v1.' || day || '"}}', md5(day::text), md5(s.id::text)
   FROM ${days} day CROSS JOIN stage s`,
  `INSERT INTO probe_day (probe_id, at, samples, good, timed, duration_sum_ms, duration_max_ms)
   SELECT p.id, date_trunc('day', $3::timestamptz) - day * interval '1 day', 2880, 2878, 2880, 2880 * 43, 512
   FROM probe p, generate_series($1::int, $2::int - 1) day`,
]

const hoursSql = `
  INSERT INTO probe_hour (probe_id, at, samples, good, timed, duration_sum_ms, duration_max_ms)
  SELECT p.id, date_trunc('hour', $3::timestamptz) - hour * interval '1 hour', 120, 120, 120, 120 * 43, 220
  FROM probe p, generate_series($1::int * 24, $2::int * 24 - 1) hour`
