import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { getDb, getPool } from '#lib/core/db.ts'
import { triggerDeployment } from '#lib/deployments/index.ts'
import { waitFor } from '#tests/sandbox/github/support/wait-for.ts'
import { assertInvariants } from './support/assert-invariants.ts'
import { useLab } from './support/lab.ts'
import { listDispatches } from './support/list-dispatches.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, waitForEnd, waitForState } from './support/stage.ts'
import { installStateLog } from './support/state-log.ts'
import { startWorkerProcess, type WorkerProcess } from './support/worker-process.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')

/** Makes a claim as old as one is when others look into it, instead of waiting for that. */
async function ageClaim(id: string): Promise<void> {
  await getPool().query(
    `UPDATE deployment SET claimed_at = claimed_at - interval '1 minute', next_step_at = now() - interval '1 minute'
     WHERE id = $1`,
    [id],
  )
}

describe('a worker that is killed', { timeout: 60_000 }, () => {
  const lab = useLab({ hasWorker: false })
  const workers: WorkerProcess[] = []
  const start = async () => {
    const worker = await startWorkerProcess(lab().environment)
    workers.push(worker)
    return worker
  }
  beforeAll(installStateLog)
  afterEach(async () => {
    for (const worker of workers.splice(0)) {
      worker.signal('SIGCONT')
      await worker.kill()
    }
    await assertInvariants(lab())
  })

  it('between its claim and the call is found out, and nothing is sent in its name', async () => {
    const stage = await createDeployableStage(lab())
    const { id } = await triggerDeployment(emil, stage.path, input)
    // The worker's own token never comes, so its claim is stored and nothing is sent.
    lab().github.faults.add({
      match: { path: '/app/installations' },
      times: 50,
      effect: { kind: 'stall', accept: false },
    })
    const worker = await start()
    await waitForState(id, 'dispatching')
    await worker.kill()
    lab().github.faults.clear()
    await ageClaim(id)
    await start()
    expect(await waitForEnd(id)).toMatchObject({
      state: 'not_started',
      stateReason: 'never_accepted',
    })
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(0)
    const again = await triggerDeployment(emil, stage.path, input)
    expect(await waitForEnd(again.id)).toMatchObject({ state: 'succeeded' })
  }, 90_000)

  it('after GitHub accepted and before it could note that, has its run adopted by the next', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.hold()
    lab().github.faults.add({
      match: { method: 'POST', path: '/dispatches$' },
      effect: { kind: 'stall', accept: true },
    })
    const worker = await start()
    const { id } = await triggerDeployment(emil, stage.path, input)
    await waitFor(() => listDispatches(lab(), stage.repository.fullName)[0] ?? null)
    await sleep(200)
    await worker.kill()
    await ageClaim(id)
    await start()
    expect(await waitForState(id, 'running')).toMatchObject({ attempt: 1 })
    lab().runner.release()
    expect(await waitForEnd(id)).toMatchObject({ state: 'succeeded' })
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(1)
  }, 90_000)

  it('for so long that others took over writes nothing and starts nothing when it is woken', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.hold()
    lab().github.faults.add({
      match: { method: 'POST', path: '/dispatches$' },
      effect: { kind: 'slow', delayMs: 1_500 },
    })
    const paused = await start()
    const { id } = await triggerDeployment(emil, stage.path, input)
    await waitFor(() => listDispatches(lab(), stage.repository.fullName)[0] ?? null)
    paused.signal('SIGSTOP')
    await ageClaim(id)
    await start()
    const adopted = await waitForState(id, 'running')
    lab().runner.release()
    const ended = await waitForEnd(id)
    paused.signal('SIGCONT')
    await sleep(3_000)
    const after = await getDb().deployment.findUniqueOrThrow({ where: { id } })
    expect(after).toEqual(ended)
    expect(adopted.attempt).toBe(1)
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(1)
  }, 90_000)

  it('gently in the middle of a start ends within thirty seconds and leaves it consistent', async () => {
    const stage = await createDeployableStage(lab())
    lab().github.faults.add({
      match: { method: 'POST', path: '/dispatches$' },
      effect: { kind: 'slow', delayMs: 2_000 },
    })
    const worker = await start()
    const { id } = await triggerDeployment(emil, stage.path, input)
    await waitFor(() => listDispatches(lab(), stage.repository.fullName)[0] ?? null)
    expect(await worker.stop()).toBeLessThan(30_000)
    workers.length = 0
    await ageClaim(id)
    await start()
    expect(await waitForEnd(id)).toMatchObject({ state: 'succeeded' })
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(1)
  }, 90_000)
})
