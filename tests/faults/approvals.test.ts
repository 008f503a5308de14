import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ends, eventually, reached } from './support/eventually.ts'
import { deploy, readDeployment, signIn } from './support/people.ts'
import { stageSlugs } from './support/settings.ts'
import { approver } from './support/stand-in.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()
const pendingSchema = z.array(z.object({ environment: z.object({ id: z.number() }) }))

async function approve(runId: string): Promise<void> {
  const { call } = world().standIn
  const path = `/actions/runs/${runId}/pending_deployments`
  const pending = pendingSchema.parse(await call('GET', path))
  await call('POST', path, {
    environment_ids: pending.map(({ environment }) => environment.id),
    state: 'approved',
    comment: 'Go on.',
  })
}

describe('a run that waits for an approval', () => {
  it('is shown as waiting, with whose approval, over three restarts of the worker, and goes on when it is given', async () => {
    const emil = await signIn(world(), 'engineer')
    let worker = await world().startWorker()
    const id = await deploy(emil, stageSlugs.gated)
    await reached(id, ['waiting'])
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
      world().release(worker)
      worker.signal(signal)
      await worker.ended()
      worker = await world().startWorker()
      const lookedAt = (await readDeployment(id)).runObservedAt ?? new Date(0)
      await sleep(600)
      await eventually(
        () => readDeployment(id),
        ({ runObservedAt }) => (runObservedAt ?? lookedAt) > lookedAt,
        60_000,
      )
      const { body } = await emil.call('GET', `/deployments/${id}`)
      expect(body).toMatchObject({
        state: 'waiting',
        explanation: { code: 'approval' },
        waitingFor: { environments: ['guarded'], reviewers: [approver.login] },
        stuck: null,
      })
    }
    await approve((await readDeployment(id)).runId ?? '')
    expect(await reached(id, ends)).toMatchObject({ state: 'succeeded', attempt: 1 })
  })
})
