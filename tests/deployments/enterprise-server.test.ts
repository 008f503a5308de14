import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { triggerDeployment } from '#lib/deployments/index.ts'
import { assertInvariants } from './support/assert-invariants.ts'
import { useLab } from './support/lab.ts'
import { listDispatches } from './support/list-dispatches.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, waitForEnd } from './support/stage.ts'
import { installStateLog } from './support/state-log.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')

describe('a server that gives no run details', { timeout: 60_000 }, () => {
  const lab = useLab({ github: { enterpriseServer: '3.19' } })
  beforeAll(installStateLog)
  afterEach(() => assertInvariants(lab()))

  it('is asked once more without the unknown key, and the run is found by its correlation id', async () => {
    const stage = await createDeployableStage(lab())
    const first = await triggerDeployment(emil, stage.path, input)
    expect(await waitForEnd(first.id)).toMatchObject({ state: 'succeeded' })
    const received = listDispatches(lab(), stage.repository.fullName)
    expect(received.map(({ status }) => status)).toEqual([422, 204])
    const second = await triggerDeployment(emil, stage.path, { ...input, ref: 'v1.1.0' })
    expect(await waitForEnd(second.id)).toMatchObject({ state: 'succeeded' })
    // What the server cannot do is remembered.
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(3)
  })
})
