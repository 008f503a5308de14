import type pg from 'pg'

export interface CatalogSize {
  readonly systems: number
  readonly teams: number
}

/** Systems with three stages, three components and a probe per stage each, and what the board shows of them. */
export async function seedCatalog(
  client: pg.ClientBase,
  { systems, teams }: CatalogSize,
): Promise<void> {
  await client.query(`
    INSERT INTO team (id, slug, name)
      SELECT uuidv7(), 'team-' || n, 'Team ' || n FROM generate_series(1, ${teams}) n;
    INSERT INTO catalog_source (id, kind, location, read_at, succeeded_at)
      VALUES (uuidv7(), 'folder', 'bench', now(), now());
    INSERT INTO system (id, slug, name, description, team_id, source_id, source_file, format,
        repository_owner, repository_name, repository_state, updated_at)
      SELECT uuidv7(), 'system-' || n, 'System ' || n, 'The system with the number ' || n, t.id, c.id,
        'system-' || n || '/leitstand.yaml', 'leitstand', 'bench', 'system-' || n, 'ok', now()
      FROM generate_series(1, ${systems}) n
      JOIN team t ON t.slug = 'team-' || (1 + n % ${teams}) CROSS JOIN catalog_source c;
    INSERT INTO component (id, system_id, slug, name, kind, position)
      SELECT uuidv7(), s.id, v.slug, initcap(v.slug), v.slug, v.position
      FROM system s, (VALUES ('web', 0), ('api', 1), ('worker', 2)) v(slug, position);
    INSERT INTO stage (id, system_id, slug, name, position, risk, url, region)
      SELECT uuidv7(), s.id, v.risk, initcap(v.risk), v.position, v.risk,
        'https://' || v.risk || '.' || s.slug || '.example', 'eu-central'
      FROM system s, (VALUES ('development', 0), ('staging', 1), ('production', 2)) v(risk, position);
    INSERT INTO probe (stage_id, component_id, slug, kind, config, interval_seconds, timeout_ms, retries)
      SELECT g.id, c.id, 'api-health', 'http', jsonb_build_object('url', g.url || '/health'), 30, 5000, 1
      FROM stage g JOIN component c ON c.system_id = g.system_id AND c.slug = 'api';
  `)
  await client.query(stageStateSql)
}

/** One stage in twenty is unwell, one in forty is being deployed, one in sixty is held, one in fifteen failed last. */
const stageStateSql = `
  WITH numbered AS (SELECT id, system_id, row_number() OVER (ORDER BY id) AS n FROM stage),
  attempt AS (
    SELECT *, jsonb_build_object(
      'id', uuidv7(), 'number', 30, 'kind', 'deployment',
      'state', CASE WHEN n % 15 = 0 THEN 'failed' ELSE 'succeeded' END,
      'version', 'v1.' || n % 40 || '.' || n % 7, 'commitSha', md5(n::text) || 'abcdef01',
      'createdAt', to_char(now() - n % 90 * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'finishedAt', to_char(now() - n % 90 * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'reason', CASE WHEN n % 15 = 0 THEN 'run_failed' END, 'actor', 'Person ' || n % 50) AS last
    FROM numbered)
  INSERT INTO stage_state (stage_id, system_id, health, health_since, health_observed_at, health_ttl_seconds,
    health_reason, component_health, uptime_hours, running_version, running_commit_sha, running_since,
    running_observed_at, agreement, last_deployment, active_deployment, hold)
  SELECT id, system_id,
    CASE WHEN n % 40 = 0 THEN 'down' WHEN n % 40 = 20 THEN 'degraded' ELSE 'healthy' END,
    now() - n % 200 * interval '1 hour', now(), 86400,
    CASE WHEN n % 20 = 0 THEN 'status' END,
    jsonb_build_array(jsonb_build_object('component', 'api', 'health', 'healthy', 'since', now(), 'reason', null)),
    ARRAY(SELECT CASE WHEN (n + h) % 17 = 0 THEN 940 ELSE 1000 END FROM generate_series(1, 24) h),
    'v1.' || n % 40 || '.' || n % 7, md5(n::text) || 'abcdef01', now() - n % 90 * interval '1 hour',
    now(), CASE WHEN n % 50 = 0 THEN 'disagreed' ELSE 'agreed' END, last,
    CASE WHEN n % 40 = 7 THEN last || jsonb_build_object('id', uuidv7(), 'number', 31, 'state', 'running',
      'finishedAt', null, 'startedAt', last->'createdAt', 'usualDurationSeconds', 94) END,
    CASE WHEN n % 60 = 11 THEN jsonb_build_object('id', uuidv7(), 'kind', 'rollback',
      'reason', 'Rolled back because orders were lost', 'createdBy', 'Person 4',
      'createdAt', last->'createdAt', 'until', null) END
  FROM attempt`
