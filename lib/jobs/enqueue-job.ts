import type { z } from 'zod'
import type { Tx } from '#lib/core/db.ts'
import { getPool } from '#lib/core/db.ts'
import type { Job } from './define-job.ts'

export interface EnqueueOptions {
  /** A waiting job with the same key is replaced instead of doubled. */
  readonly key?: string
  readonly runAt?: Date
  /** Default 1: what is tried again is decided by state machines, not by the queue. */
  readonly maxAttempts?: number
  /** Jobs with the same queue name run one after the other. */
  readonly queue?: string
}

const sql = `SELECT 1 FROM graphile_worker.add_job(
  identifier => $1::text, payload => $2::json, queue_name => $3::text, run_at => $4::timestamptz,
  max_attempts => $5::int, job_key => $6::text, job_key_mode => 'replace')`

/**
 * Stores a job. Within a transaction it exists only if that commits, so no work is lost and none is done for
 * a change that never happened.
 */
export async function enqueueJob<Payload extends z.ZodType>(
  tx: Tx | null,
  job: Pick<Job<Payload>, 'name' | 'payload'>,
  payload: z.input<Payload>,
  options: EnqueueOptions = {},
): Promise<void> {
  const values = [
    job.name,
    JSON.stringify(job.payload.parse(payload)),
    options.queue ?? null,
    options.runAt ?? null,
    options.maxAttempts ?? 1,
    options.key ?? null,
  ]
  if (tx) await tx.$queryRawUnsafe(sql, ...values)
  else await getPool().query(sql, values)
}
