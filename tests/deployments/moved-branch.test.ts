import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { getDeployment, triggerDeployment } from '#lib/deployments/index.ts'
import { assertInvariants } from './support/assert-invariants.ts'
import { useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, waitForEnd } from './support/stage.ts'
import { installStateLog } from './support/state-log.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')

describe('a branch that moves', { timeout: 60_000 }, () => {
  const lab = useLab({ hasWorker: false })
  beforeAll(installStateLog)
  afterEach(() => assertInvariants(lab()))

  it('between click and start changes nothing about the commit, and is shown', async () => {
    const stage = await createDeployableStage(lab())
    await lab().stopWorker()
    const { id } = await triggerDeployment(emil, stage.path, input)
    await lab().github.repositories.push(stage.repository.fullName, {
      branch: 'main',
      message: 'Move on',
      files: { 'version.txt': 'next' },
    })
    await lab().startWorker()
    expect(await waitForEnd(id)).toMatchObject({
      state: 'succeeded',
      commitSha: stage.repository.commits['v1.2.0'],
    })
    const detail = await getDeployment(emil, { id })
    expect(detail.workflowMoved).toBe(true)
    expect(detail.inputs.commit).toBe(stage.repository.commits['v1.2.0'])
  })
})
