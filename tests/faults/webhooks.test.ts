import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { deliver, listen, toRunEvent, webhookPath } from './support/deliver.ts'
import { eventually, reached } from './support/eventually.ts'
import { deploy, type Person, readDeployment, signIn } from './support/people.ts'
import { useWorld, type World } from './support/world.ts'

const world = useWorld()
const rarely = { DEPLOYMENT_POLL_SECONDS: '60' }

/** A deployment whose run waits for the test's word; polling has just looked and will not look again soon. */
async function deployAndWait(person: Person, stage: string) {
  world().standIn.runner.plan('wait')
  const id = await deploy(person, stage)
  const { runId } = await eventually(
    () => readDeployment(id),
    ({ runStatus }) => runStatus === 'in_progress',
  )
  return { id, runId: runId ?? '' }
}

function listWebhookAnswers({ portal }: World) {
  return portal.answers.filter(({ path }) => path === webhookPath)
}

describe('webhooks', () => {
  it('delivered three times at once are stored once, answered within a second, and hasten the end', async () => {
    listen(world())
    const faults = { match: {}, times: null, effect: { kind: 'duplicate-webhooks' } } as const
    world().standIn.server.faults.add(faults)
    await world().startWorker(rarely)
    const { id, runId } = await deployAndWait(await signIn(world(), 'engineer'), 'stage-1')
    world().standIn.runner.finish(Number(runId))
    await reached(id, ['succeeded'], 10_000)

    const answers = listWebhookAnswers(world())
    expect(answers.every(({ status }) => status === 200 || status === 202)).toBe(true)
    expect(Math.max(...answers.map(({ durationMs }) => durationMs))).toBeLessThan(1_000)
    expect((await getDb().webhookDelivery.count()) * 3).toBe(answers.length)
  })

  it('that arrive in the wrong order lead to the right end', async () => {
    listen(world())
    const match = { event: 'workflow_run' }
    world().standIn.server.faults.add({ match, effect: { kind: 'reorder-webhooks', hold: 3 } })
    await world().startWorker(rarely)
    const { id, runId } = await deployAndWait(await signIn(world(), 'engineer'), 'stage-2')
    world().standIn.runner.finish(Number(runId), 'failure')
    await reached(id, ['failed'], 10_000)

    // `in_progress` and `requested` came last; looked at, they are old news.
    await eventually(
      () => getDb().webhookDelivery.count({ where: { processedAt: null } }),
      (open) => open === 0,
    )
    expect(await readDeployment(id)).toMatchObject({ state: 'failed', stateReason: 'run_failed' })
  })

  it('that are lost altogether change nothing: polling comes to the same end', async () => {
    listen(world())
    const faults = { match: {}, times: null, effect: { kind: 'drop-webhooks' } } as const
    world().standIn.server.faults.add(faults)
    const before = listWebhookAnswers(world()).length
    await world().startWorker()
    const { id, runId } = await deployAndWait(await signIn(world(), 'engineer'), 'stage-3')
    world().standIn.runner.finish(Number(runId))
    await reached(id, ['succeeded'], 10_000)
    expect(listWebhookAnswers(world())).toHaveLength(before)
  })

  it('in a burst of a thousand are all taken, while people still read and deploy', async () => {
    const emil = await signIn(world(), 'engineer')
    await world().startWorker(rarely)
    const { id, runId } = await deployAndWait(emil, 'stage-4')
    const sendings = Array.from({ length: 1_000 }, (_, index) =>
      toRunEvent(index % 2 === 0 ? runId : String(900_000 + index)),
    )
    const burst = inLanes(100, sendings, (payload) =>
      deliver(world(), { event: 'workflow_run', payload }),
    )
    const [board, other] = await Promise.all([emil.call('GET', '/board'), deploy(emil, 'stage-5')])
    const taken = await burst

    expect(new Set(taken.map(({ status }) => status))).toEqual(new Set([202]))
    // GitHub counts a later answer as a failed delivery.
    expect(Math.max(...taken.map(({ durationMs }) => durationMs))).toBeLessThan(10_000)
    expect(board).toMatchObject({ status: 200 })
    expect(board.durationMs).toBeLessThan(5_000)
    await eventually(
      () => getDb().webhookDelivery.count({ where: { processedAt: null } }),
      (open) => open === 0,
    )
    world().standIn.runner.finishAll()
    await deliver(world(), { event: 'workflow_run', payload: toRunEvent(runId) })
    await reached(id, ['succeeded'])
    await eventually(
      () => readDeployment(other),
      ({ state }) => state !== 'queued',
    )
  })

  it('about strangers, unknown events and unknown actions are taken and lead to nothing', async () => {
    await world().startWorker()
    const before = world().standIn.server.ledger.list().length
    const repository = { id: 99, full_name: 'stranger/thing' }
    const sendings = [
      { event: 'workflow_run', payload: toRunEvent('12', { fullName: 'stranger/thing' }) },
      { event: 'push', payload: { ref: 'refs/heads/main', repository } },
      { event: 'invented_event', payload: { repository } },
      { event: 'workflow_run', payload: toRunEvent('12', { action: 'invented' }) },
      { event: 'workflow_run', payload: { action: 'completed', repository } },
      { event: 'repository', payload: { action: 'renamed', repository } },
    ].map((sending) => ({ ...sending, id: randomUUID() }))
    const taken = await Promise.all(sendings.map((sending) => deliver(world(), sending)))

    expect(taken.every(({ status }) => status === 200 || status === 202)).toBe(true)
    const rows = await eventually(
      () => getDb().webhookDelivery.findMany({ where: { id: { in: sendings.map((s) => s.id) } } }),
      (found) => found.every(({ processedAt }) => processedAt !== null),
    )
    expect(rows.map(({ outcome }) => outcome).toSorted()).toEqual([
      ...['accepted', 'accepted', 'accepted'],
      ...['ignored', 'ignored', 'ignored'],
    ])
    const asked = world().standIn.server.ledger.list().slice(before)
    expect(asked.filter(({ path }) => path.includes('stranger'))).toEqual([])
  })
})

async function inLanes<T, R>(count: number, items: readonly T[], work: (item: T) => Promise<R>) {
  const queue = items.values()
  const results: R[] = []
  const lane = async () => {
    for (const item of queue) results.push(await work(item))
  }
  await Promise.all(Array.from({ length: count }, lane))
  return results
}
