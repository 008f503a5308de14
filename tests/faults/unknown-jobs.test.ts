import { describe, expect, it } from 'vitest'
import { getPool } from '#lib/core/db.ts'
import { eventually, reached } from './support/eventually.ts'
import { deploy, signIn } from './support/people.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()

interface QueuedJob {
  readonly name: string
  readonly attempts: number
  readonly lastError: string | null
}

async function add(name: string, payload: object): Promise<void> {
  await getPool().query(
    'SELECT 1 FROM graphile_worker.add_job($1, payload => $2::json, max_attempts => 1)',
    [name, JSON.stringify(payload)],
  )
}

async function findJob(name: string): Promise<QueuedJob | null> {
  const { rows } = await getPool().query<QueuedJob>(
    `SELECT j.task_identifier AS name, j.attempts, j.last_error AS "lastError"
     FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p USING (id)
     WHERE j.task_identifier = $1 AND p.payload::text LIKE '%odd%'`,
    [name],
  )
  return rows[0] ?? null
}

describe('while an older worker meets jobs of a newer portal', () => {
  it('a payload it does not understand fails visibly, an unknown name is left alone, and deployments go on', async () => {
    const worker = await world().startWorker()
    await add('deployments.from-the-future', { odd: true })
    await add('deployments.dispatch', { odd: 'deploymentId is missing' })
    const id = await deploy(await signIn(world(), 'engineer'), 'stage-1')
    await reached(id, ['succeeded'])

    const misunderstood = await eventually(
      () => findJob('deployments.dispatch'),
      (job) => job?.lastError !== null,
    )
    expect(misunderstood?.attempts).toBe(1)
    expect(misunderstood?.lastError).toContain('deploymentId')
    expect(worker.log()).toMatch(/"job":"deployments\.dispatch".*"msg":"job failed"/)
    expect(await findJob('deployments.from-the-future')).toMatchObject({ attempts: 0 })
  })
})
