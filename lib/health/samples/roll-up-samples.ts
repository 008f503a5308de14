import type pg from 'pg'

/** Longest a sample may take from its measurement into its table; a minute is rolled up once that is past. */
const lagSeconds = 30

/**
 * Sums samples up to minutes, minutes to hours, hours to days. Whole periods are computed anew and replaced, so running
 * it twice, or after a crash half-way, gives the same numbers. Hours and days still going on are kept up to date.
 */
export async function rollUpSamples(client: pg.ClientBase): Promise<void> {
  for (const level of levels) await roll(client, level)
}

interface Level {
  readonly unit: 'minute' | 'hour' | 'day'
  /** What has to be complete before: a level never runs ahead of the one it sums up. */
  readonly source: 'minute' | 'hour' | null
  /** How much must have come in since the last time. */
  readonly stepSeconds: number
  readonly sql: string
}

async function roll(client: pg.ClientBase, level: Level): Promise<void> {
  await client.query('BEGIN')
  try {
    const { rows } = await client.query<{ from: Date; to: Date }>(boundsSql, [
      level.unit,
      level.source,
      lagSeconds,
      level.stepSeconds,
    ])
    const [bounds] = rows
    if (bounds) {
      await client.query(level.sql, [bounds.from, bounds.to])
      await client.query(doneSql, [level.unit, bounds.to])
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

// After a long absence one call catches up at most a day, so that it stays within its time.
const boundsSql = `
WITH done AS (
  SELECT coalesce(max(through), now() - interval '48 hours') AS through, count(*) > 0 AS known
  FROM sample_rollup WHERE level = $1),
available AS (
  SELECT CASE WHEN $2::text IS NULL THEN date_trunc('minute', now() - $3 * interval '1 s', 'UTC')
    ELSE (SELECT through FROM sample_rollup WHERE level = $2) END AS upto)
SELECT date_trunc($1, through, 'UTC') AS "from", least(upto, through + interval '1 day') AS "to"
FROM done, available
WHERE upto > through AND (NOT known OR upto - through >= $4 * interval '1 s')`

const doneSql = `
INSERT INTO sample_rollup (level, through) VALUES ($1, $2)
ON CONFLICT (level) DO UPDATE SET through = excluded.through`

const replace = `
ON CONFLICT (probe_id, at) DO UPDATE SET samples = excluded.samples, good = excluded.good, timed = excluded.timed,
  duration_sum_ms = excluded.duration_sum_ms, duration_max_ms = excluded.duration_max_ms`

const minuteSql = `
INSERT INTO probe_minute (probe_id, at, samples, good, timed, duration_sum_ms, duration_max_ms)
SELECT probe_id, date_trunc('minute', at, 'UTC'), count(*), count(*) FILTER (WHERE outcome > 0), count(duration_ms),
  coalesce(sum(duration_ms), 0), coalesce(max(duration_ms), 0)
FROM probe_sample WHERE at >= $1 AND at < $2
GROUP BY 1, 2 ORDER BY 1, 2 ${replace}`

function toCoarserSql(from: string, to: string, unit: string): string {
  return `
INSERT INTO ${to} (probe_id, at, samples, good, timed, duration_sum_ms, duration_max_ms)
SELECT probe_id, date_trunc('${unit}', at, 'UTC'), sum(samples), sum(good), sum(timed), sum(duration_sum_ms),
  max(duration_max_ms)
FROM ${from} WHERE at >= $1 AND at < $2
GROUP BY 1, 2 ORDER BY 1, 2 ${replace}`
}

const levels: readonly Level[] = [
  { unit: 'minute', source: null, stepSeconds: 60, sql: minuteSql },
  {
    unit: 'hour',
    source: 'minute',
    stepSeconds: 300,
    sql: toCoarserSql('probe_minute', 'probe_hour', 'hour'),
  },
  {
    unit: 'day',
    source: 'hour',
    stepSeconds: 900,
    sql: toCoarserSql('probe_hour', 'probe_day', 'day'),
  },
]
