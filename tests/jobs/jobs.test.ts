import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { jobContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { defineJob } from '#lib/jobs/define-job.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { runJobs } from '#lib/jobs/run-jobs.ts'
import { unlockAbandonedJob } from '#lib/jobs/unlock-abandoned.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

const ran: string[] = []
const record = defineJob({
  name: 'test.record',
  payload: z.strictObject({ text: z.string() }),
  run: async (_ctx, { text }) => {
    ran.push(text)
    if (text === 'fails') throw new Error('as asked')
  },
})

async function countWaiting(): Promise<number> {
  const { rows } = await getPool().query<{ count: number }>(
    'SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE attempts < max_attempts',
  )
  return rows[0]?.count ?? 0
}

describe('jobs', () => {
  useDatabase()
  afterEach(async () => {
    await getPool().query('DELETE FROM graphile_worker._private_jobs')
  })

  it('does not store a job of a transaction that was rolled back', async () => {
    const attempt = getDb().$transaction(async (tx) => {
      await enqueueJob(tx, record, { text: 'lost' })
      throw new Error('rolled back')
    })
    await expect(attempt).rejects.toThrow('rolled back')
    expect(await countWaiting()).toBe(0)
  })

  it('keeps one waiting job per key', async () => {
    const runAt = new Date(Date.now() + 60_000)
    await enqueueJob(null, record, { text: 'first' }, { key: 'same', runAt })
    await enqueueJob(null, record, { text: 'second' }, { key: 'same', runAt })
    expect(await countWaiting()).toBe(1)
  })

  it('refuses a payload that the job does not understand', async () => {
    const wrong = { text: 1 } as unknown as { text: string }
    await expect(enqueueJob(null, record, wrong)).rejects.toThrow()
    expect(await countWaiting()).toBe(0)
  })

  it('runs a stored job once, and never again after it failed', async () => {
    const runner = await runJobs([record], 2)
    await getDb().$transaction((tx) => enqueueJob(tx, record, { text: 'kept' }))
    await enqueueJob(null, record, { text: 'fails' })
    await expect.poll(() => [...ran].sort(), { timeout: 5_000 }).toEqual(['fails', 'kept'])
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await runner.stop()
    expect(ran).toHaveLength(2)
    expect(await countWaiting()).toBe(0)
  })

  it('gives back what an ended worker had taken, so that what takes turns with it goes on', async () => {
    const queue = 'lane'
    await enqueueJob(null, record, { text: 'abandoned' }, { queue })
    await lockAsEndedWorker()
    await enqueueJob(null, record, { text: 'behind it' }, { queue })
    const runner = await runJobs([record], 2)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(ran).not.toContain('behind it')

    await unlockAbandonedJob.run(jobContext('test'), {}, new AbortController().signal)
    await expect.poll(() => ran, { timeout: 5_000 }).toContain('behind it')
    await runner.stop()
    // It may have done its work: whether to do it again is decided by state machines.
    expect(ran).not.toContain('abandoned')
  })
})

/** What a worker leaves that is killed in the middle of a job, six minutes later. */
async function lockAsEndedWorker(): Promise<void> {
  const lock = `locked_by = 'pool-of-the-dead', locked_at = now() - interval '6 minutes'`
  await getPool().query(`UPDATE graphile_worker._private_jobs SET ${lock}, attempts = 1`)
  await getPool().query(`UPDATE graphile_worker._private_job_queues SET ${lock}`)
}
