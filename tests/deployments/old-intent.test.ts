import { describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { cancelDeployment, triggerDeployment } from '#lib/deployments/index.ts'
import { useLab } from './support/lab.ts'
import { listDispatches } from './support/list-dispatches.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, waitForEnd } from './support/stage.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')

describe('an intent that a restored database still holds', { timeout: 60_000 }, () => {
  const lab = useLab({ hasWorker: false })

  it('is not sent hours later, and its stage is free again', async () => {
    const stage = await createDeployableStage(lab())
    const { id } = await triggerDeployment(emil, stage.path, input)
    const createdAt = new Date(Date.now() - 3 * 3_600_000)
    await getDb().deployment.update({ where: { id }, data: { createdAt } })
    await lab().startWorker()
    expect(await waitForEnd(id)).toMatchObject({ state: 'not_started', stateReason: 'expired' })
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(0)

    await lab().stopWorker()
    const again = await triggerDeployment(emil, stage.path, input)
    await lab().startWorker()
    expect(await waitForEnd(again.id)).toMatchObject({ state: 'succeeded' })
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(1)
    await lab().stopWorker()
  })

  it('is not sent either when it is cancelled before a worker starts', async () => {
    const stage = await createDeployableStage(lab())
    const { id } = await triggerDeployment(emil, stage.path, input)
    await cancelDeployment(emil, { id }, { force: false })
    await lab().startWorker()
    const next = await triggerDeployment(emil, stage.path, input)
    expect(await waitForEnd(next.id)).toMatchObject({ state: 'succeeded' })
    expect(await waitForEnd(id)).toMatchObject({ state: 'not_started' })
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(1)
  })
})
