import 'server-only'
import pg from 'pg'
import { z } from 'zod'
import { getPool } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { defineJob } from '#lib/jobs/define-job.ts'

const daysAhead = 3
const indexTimeoutMs = 240_000

const keepPartitions = defineJob({
  name: 'logs.keep-partitions',
  payload: z.object({}),
  cron: '7 * * * *',
  run: async () => {
    const pool = getPool()
    await pool.query(
      `SELECT add_log_partitions((now() AT TIME ZONE 'UTC')::date, (now() AT TIME ZONE 'UTC')::date + ${daysAhead})`,
    )
    await pool.query('SELECT drop_log_partitions($1)', [getEnv().LOG_RETENTION_DAYS])
  },
})

/** Sorts what writers appended into the search index, so that none of them ever has to. */
const keepIndex = defineJob({
  name: 'logs.keep-index',
  payload: z.object({}),
  cron: '* * * * *',
  timeoutMs: indexTimeoutMs + 10_000,
  run: async () => {
    // Longer than a statement of the shared connections may take.
    const client = new pg.Client({
      connectionString: getEnv().DATABASE_URL,
      statement_timeout: indexTimeoutMs,
      connectionTimeoutMillis: 4_000,
      application_name: 'leitstand-log-index',
    })
    client.on('error', () => {})
    await client.connect()
    try {
      await client.query(cleanSql)
    } finally {
      await client.end()
    }
  },
})

// One worker at a time; without pg_trgm there is no such index.
const cleanSql = `
SELECT gin_clean_pending_list(x.indexrelid)
FROM pg_inherits i JOIN pg_index x ON x.indrelid = i.inhrelid JOIN pg_class c ON c.oid = x.indexrelid
JOIN pg_am a ON a.oid = c.relam
WHERE i.inhparent = 'pushed_log'::regclass AND a.amname = 'gin'
  AND pg_try_advisory_xact_lock(hashtext('logs.keep-index'))`

export const logJobs = [keepPartitions, keepIndex]
