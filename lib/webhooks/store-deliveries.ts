import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { getPool } from '#lib/core/db.ts'
import { processDeliveriesJobName } from './job-name.ts'
import type { Delivery } from './read-delivery.ts'

export type Reception = 'accepted' | 'ignored' | 'already_received'

interface Waiting {
  readonly delivery: Delivery
  readonly resolve: (reception: Reception) => void
  readonly reject: (error: unknown) => void
}

// A delivery that failed to be processed is taken again; any other one seen before is left as it is. The job is stored
// in the same statement, so that neither exists without the other; one that has yet to begin will find these as well.
const insertSql = `
  WITH stored AS (
    INSERT INTO webhook_delivery (id, source, event, action, repository, received_at, processed_at, outcome, reason, hint)
    SELECT id, 'github', event, action, repository, clock_timestamp(),
           CASE WHEN hint IS NULL THEN clock_timestamp() END,
           CASE WHEN hint IS NULL THEN 'ignored' ELSE 'accepted' END, reason, hint
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
      AS d(id, event, action, repository, reason, hint)
    ON CONFLICT (id) DO UPDATE
      SET outcome = 'accepted', processed_at = NULL, reason = NULL, received_at = clock_timestamp()
      WHERE webhook_delivery.outcome = 'failed'
    RETURNING id, outcome
  ), job AS (
    SELECT graphile_worker.add_job(
      identifier => $7::text, payload => '{}'::json, max_attempts => 3, job_key => $7::text)
    WHERE EXISTS (SELECT FROM stored WHERE outcome = 'accepted') AND NOT EXISTS (
      SELECT FROM graphile_worker.jobs
      WHERE key = $7::text AND locked_at IS NULL AND run_at <= now() AND attempts < max_attempts)
  )
  SELECT id, outcome, (SELECT count(*) FROM job) AS jobs FROM stored`

const gatherMs = 15
let waiting: Waiting[] = []
let isStoring = false

/**
 * Stores a delivery once. Deliveries of the same moment share one statement: GitHub sends in bursts, and each answer
 * has to come within a second.
 */
export function storeDelivery(delivery: Delivery): Promise<Reception> {
  return new Promise((resolve, reject) => {
    waiting.push({ delivery, resolve, reject })
    if (!isStoring) void storeWaiting()
  })
}

// One batch after the other: a burst makes them larger and leaves the other connections to the pages.
async function storeWaiting(): Promise<void> {
  isStoring = true
  while (waiting.length > 0) {
    await sleep(gatherMs)
    const batch = waiting
    waiting = []
    await storeBatch(batch)
  }
  isStoring = false
}

async function storeBatch(batch: readonly Waiting[]): Promise<void> {
  try {
    const stored = await insert(batch.map(({ delivery }) => delivery))
    for (const { delivery, resolve } of batch) {
      // The first of two equal ids in a batch takes the entry, the second finds it gone.
      resolve(stored.get(delivery.id) ?? 'already_received')
      stored.delete(delivery.id)
    }
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}

async function insert(deliveries: readonly Delivery[]): Promise<Map<string, Reception>> {
  const unique = [...new Map(deliveries.map((delivery) => [delivery.id, delivery])).values()]
  const column = <T>(read: (delivery: Delivery) => T): T[] => unique.map(read)
  const { rows } = await getPool().query<{ id: string; outcome: 'accepted' | 'ignored' }>(
    insertSql,
    [
      column(({ id }) => id),
      column(({ event }) => event),
      column(({ action }) => action),
      column(({ repository }) => repository),
      column(({ reading }) => ('ignored' in reading ? reading.ignored : null)),
      column(({ reading }) => ('hint' in reading ? JSON.stringify(reading.hint) : null)),
      processDeliveriesJobName,
    ],
  )
  return new Map(rows.map(({ id, outcome }): [string, Reception] => [id, outcome]))
}
