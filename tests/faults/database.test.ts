import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { getDb, getPool } from '#lib/core/db.ts'
import { getPortalHealth } from '#lib/operations/index.ts'
import { type DatabaseServer, startDatabaseServer } from './support/database-server.ts'
import { deliver, toRunEvent } from './support/deliver.ts'
import { ends, eventually, reached } from './support/eventually.ts'
import { deploy, readDeployment, signIn } from './support/people.ts'
import { dispatchPath } from './support/stand-in.ts'
import { useWorld } from './support/world.ts'

let server: DatabaseServer
const world = useWorld({
  createDatabase: async () => {
    server = await startDatabaseServer()
    return server
  },
})

const sayDown = 'The database is not answering. Try again in a moment.'

function waitForDispatch(count: number) {
  const { ledger } = world().standIn.server
  return eventually(
    () => ledger.list(({ correlationId }) => correlationId !== null).length,
    (received) => received >= count,
  )
}

/** The portal works again: it answers, and its worker gets things done. */
async function expectRecovery(withinMs: number): Promise<void> {
  await eventually(
    () => getPortalHealth(),
    ({ status }) => status === 'healthy',
    withinMs,
  )
}

/** As old as a claim is when others look into it, so that nobody has to wait for that. */
async function ageClaim(id: string): Promise<void> {
  await getPool().query(
    `UPDATE deployment SET claimed_at = claimed_at - interval '1 minute' WHERE id = $1`,
    [id],
  )
  await getPool().query(
    'UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = $1 AND locked_at IS NULL',
    [`deployment:${id}`],
  )
}

describe('a database that is ended at once and started again', () => {
  it('while a deployment is being started loses and doubles nothing', async () => {
    await world().startWorker()
    const effect = { kind: 'slow', delayMs: 1_500 } as const
    world().standIn.server.faults.add({ match: { path: dispatchPath }, effect })
    const id = await deploy(await signIn(world(), 'engineer'), 'stage-1')
    await waitForDispatch(1)
    await server.crashAndRestart(2_000)

    await expectRecovery(10_000)
    await ageClaim(id)
    expect(await reached(id, ends, 30_000)).toMatchObject({ state: 'succeeded', attempt: 1 })
  })

  it('while a run is being followed comes to its end', async () => {
    const { runner } = world().standIn
    await world().startWorker()
    runner.plan('wait')
    const id = await deploy(await signIn(world(), 'engineer'), 'stage-2')
    await reached(id, ['running'])
    await eventually(
      () => readDeployment(id),
      ({ runStatus }) => runStatus === 'in_progress',
    )
    await server.crashAndRestart(1_000)

    await expectRecovery(10_000)
    runner.finishAll('failure')
    expect(await reached(id, ends, 90_000)).toMatchObject({ state: 'failed' })
  })

  it('while webhooks arrive refuses those it could not store, and takes them when they come again', async () => {
    await world().startWorker()
    const send = (id: string) =>
      deliver(world(), { event: 'workflow_run', payload: toRunEvent('77'), id })
    const ids = Array.from({ length: 40 }, (_, index) => `delivery-during-crash-${index}`)
    const statuses = new Map<string, number>()
    const sending = (async () => {
      for (const id of ids) {
        void send(id).then(({ status }) => statuses.set(id, status))
        await sleep(50)
      }
    })()
    await sleep(500)
    await server.crashAndRestart()
    await sending
    await eventually(
      () => statuses.size,
      (size) => size === ids.length,
    )
    await expectRecovery(10_000)

    expect([...new Set(statuses.values())].toSorted()).toEqual([202, 503])
    for (const [id, status] of statuses) if (status === 503) await send(id)
    const stored = await eventually(
      () => getDb().webhookDelivery.findMany({ where: { id: { in: ids } } }),
      (found) => found.every(({ processedAt }) => processedAt !== null),
      // A job that was under way is lost with the database; the next full minute looks again.
      90_000,
    )
    expect(stored).toHaveLength(ids.length)
  })

  it('while requests are being written keeps intent and audit entry together, or neither', async () => {
    await world().startWorker()
    const emil = await signIn(world(), 'engineer')
    const stages = ['stage-3', 'stage-4', 'stage-5', 'stage-6', 'stage-7', 'stage-8']
    const asked = stages.map(async (stage, index) => {
      await sleep(index * 60)
      return { stage, ...(await emil.deploy(stage, `asked-in-crash-${index}`)) }
    })
    await sleep(200)
    await server.crashAndRestart()
    const answers = await Promise.all(asked)
    await expectRecovery(10_000)

    for (const { status, body } of answers) {
      expect([202, 503]).toContain(status)
      if (status === 503) expect(body.detail).toBe(sayDown)
    }
    // Whoever heard nothing good asks again with the same key, which is safe in either case.
    for (const [index, stage] of stages.entries()) {
      const { status, body } = await emil.deploy(stage, `asked-in-crash-${index}`)
      expect(status).toBe(202)
      await ageClaim(String(body.id))
      await reached(String(body.id), ends, 60_000)
    }
  })
})

describe('a database that stands still', () => {
  it('fails every call within six seconds in a plain sentence, and everything goes on afterwards', async () => {
    const { runner } = world().standIn
    await world().startWorker()
    const emil = await signIn(world(), 'engineer')
    runner.plan('wait')
    const followed = await deploy(emil, 'stage-9')
    await reached(followed, ['running'])
    server.freeze()
    try {
      const calls = Array.from({ length: 30 }, (_, index) =>
        index % 2 === 0 ? emil.call('GET', '/board') : emil.deploy('stage-10'),
      )
      const askedAt = performance.now()
      expect(await getPortalHealth()).toMatchObject({ status: 'down', database: 'down' })
      expect(performance.now() - askedAt).toBeLessThan(1_000)
      for (const { status, body, durationMs } of await Promise.all(calls)) {
        expect(status).toBe(503)
        expect(body.detail).toBe(sayDown)
        expect(durationMs).toBeLessThan(6_000)
      }
      await sleep(10_000)
    } finally {
      server.thaw()
    }
    await expectRecovery(10_000)
    runner.finishAll()
    runner.plan('success')
    await reached(followed, ['succeeded'], 60_000)
    await reached(await deploy(emil, 'stage-10'), ['succeeded'])
  })
})
