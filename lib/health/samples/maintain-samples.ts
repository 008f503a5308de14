import type pg from 'pg'
import { rollUpSamples } from './roll-up-samples.ts'
import { writeUptime } from './write-uptime.ts'

const daysAhead = 3
const sampleHours = 48
const minuteDays = 14
const hourDays = 100
const dayDays = 730

/** Partitions, roll-ups, uptime of the board and forgetting: everything that keeps history small. One worker at a time does it. */
export async function maintainSamples(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>(lockSql)
    if (!rows[0]?.mine) return
    try {
      await client.query('SELECT keep_sample_partitions($1, $2, $3)', [
        daysAhead,
        sampleHours,
        minuteDays,
      ])
      await rollUpSamples(client)
      await writeUptime(client)
      await client.query(forgetSql, [hourDays, dayDays])
    } finally {
      await client.query("SELECT pg_advisory_unlock(hashtext('maintain_samples'))")
    }
  } finally {
    client.release()
  }
}

// Held by this connection only, so that it ends with it.
const lockSql = "SELECT pg_try_advisory_lock(hashtext('maintain_samples')) AS mine"

const forgetSql = `
WITH hours AS (DELETE FROM probe_hour WHERE at < now() - make_interval(days => $1))
DELETE FROM probe_day WHERE at < now() - make_interval(days => $2)`
