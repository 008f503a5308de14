import type pg from 'pg'

const step = 250_000

/** A whole day of lines, yesterday's, as the portal would have stored them one by one. */
export async function fillDay(client: pg.Client, stageId: string, lines: number): Promise<void> {
  await client.query(
    "SELECT add_log_partitions((now() AT TIME ZONE 'UTC')::date - 1, (now() AT TIME ZONE 'UTC')::date)",
  )
  // Written first and indexed after: it is the search that is measured.
  await client.query('DROP INDEX IF EXISTS pushed_log_text')
  for (let from = 0; from < lines; from += step) {
    await client.query(fillSql, [stageId, from, Math.min(lines, from + step) - 1, lines])
  }
  await client.query("SET maintenance_work_mem = '512MB'")
  await client.query(
    'CREATE INDEX pushed_log_text ON pushed_log USING gin (text gin_trgm_ops) WITH (gin_pending_list_limit = 1048576)',
  )
  await client.query(minutesSql, [stageId])
  await client.query('VACUUM ANALYZE pushed_log, pushed_log_minute')
}

const minutesSql = `
INSERT INTO pushed_log_minute (stage_id, at, component, level, lines)
SELECT stage_id, date_trunc('minute', at), component, level, count(*) FROM pushed_log
WHERE stage_id = $1 AND at < (now() AT TIME ZONE 'UTC')::date::timestamp AT TIME ZONE 'UTC'
GROUP BY 1, 2, 3, 4
ON CONFLICT (stage_id, at, component, level) DO UPDATE SET lines = excluded.lines`

const fillSql = `
INSERT INTO pushed_log (stage_id, at, level, component, instance, text)
SELECT $1, (now() AT TIME ZONE 'UTC')::date::timestamp AT TIME ZONE 'UTC' - interval '1 day' + make_interval(secs => n * 86399.0 / $4),
       CASE WHEN n % 50 = 0 THEN 5 ELSE 3 END, 'web', 'web-1',
       'request ' || md5(n::text) || ' GET /api/orders/' || n || ' answered ' || (ARRAY[200, 201, 404, 500])[1 + n % 4]
         || ' in ' || n % 900 || ' ms for customer ' || n % 7919
FROM generate_series($2::int, $3::int) n`
