import { beforeEach, describe, expect, it } from 'vitest'
import { operatorContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { startWatching, watchScaling } from '#lib/deployments/platform/watch-scaling.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const ctx = operatorContext()
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000)
const component = 'api'

describe('a count of instances that was changed', () => {
  let stageId: string
  beforeEach(async () => {
    stageId = (await createStage()).id
  })

  const plannedJobs = async () => {
    const { rows } = await getPool().query<{ runAt: Date }>(
      'SELECT run_at AS "runAt" FROM graphile_worker.jobs WHERE key = $1',
      [`watch-scaling:${stageId}:${component}`],
    )
    return rows
  }
  /** A reading that is not due for a minute. */
  const answer = async (running: number, observedAt: Date, desired = 3) => {
    const instances = { desired, running, autoscaling: false }
    const release = { version: null, commitSha: null, releaseId: null, since: null, detail: null }
    const value = {
      ...{ observedAt: observedAt.toISOString(), pin: null, notes: [] },
      components: [{ component, state: 'running', ...release, instances }],
    }
    const key = { stageId, source: 'platform', fact: 'release' }
    const data = { ...key, value, observedAt, ttlSeconds: 300, nextAt: ago(-60) }
    await getDb().reading.upsert({
      where: { stageId_source_fact: key },
      create: data,
      update: data,
    })
  }
  const isDue = async () => {
    const { nextAt } = await getDb().reading.findFirstOrThrow({ where: { stageId } })
    return nextAt.getTime() <= Date.now() + 1_000
  }
  const look = (since: Date) =>
    watchScaling(ctx, { stageId, component, to: 3, since: since.toISOString() })

  it('is looked at again within seconds', async () => {
    await startWatching(ctx, { stageId, component, to: 3 })
    const [job, ...others] = await plannedJobs()
    expect(others).toEqual([])
    expect(job?.runAt.getTime()).toBeLessThanOrEqual(Date.now() + 6_000)
  })

  it('is asked for at once and looked at again while fewer run', async () => {
    await answer(2, ago(1))
    await look(ago(10))
    expect(await isDue()).toBe(true)
    expect(await plannedJobs()).toHaveLength(1)
  })

  it('is left to the usual interval once as many run', async () => {
    await answer(3, ago(1))
    await look(ago(10))
    expect(await isDue()).toBe(false)
    expect(await plannedJobs()).toEqual([])
  })

  it('does not count the old number that the platform still shows', async () => {
    await answer(2, ago(1), 2)
    await look(ago(10))
    expect(await plannedJobs()).toHaveLength(1)
  })

  it('does not count an answer from before the change', async () => {
    await answer(3, ago(20))
    await look(ago(10))
    expect(await isDue()).toBe(true)
  })

  it('is given up after three minutes, however many run', async () => {
    await answer(2, ago(1))
    await look(ago(181))
    expect(await plannedJobs()).toEqual([])
  })
})
