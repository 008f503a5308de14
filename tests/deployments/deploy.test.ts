import { describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { getDeployment, triggerDeployment } from '#lib/deployments/index.ts'
import { useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, waitForEnd } from './support/stage.ts'

const input = { inputs: {}, liftHold: false }

describe('a deployment', () => {
  const lab = useLab()

  it('runs the workflow once with the commit of the tag, and ends as what runs', async () => {
    const stage = await createDeployableStage(lab())
    const emil = contextOf('engineer', 'emil')
    const { id } = await triggerDeployment(emil, stage.path, { ...input, ref: 'v1.2.0' })
    const row = await waitForEnd(id)
    expect(row).toMatchObject({
      state: 'succeeded',
      stateReason: null,
      version: 'v1.2.0',
      number: 1,
    })
    expect(lab().github.ledger.countDispatches()[row.correlationId]).toBe(1)
    const state = await getDb().stageState.findUniqueOrThrow({ where: { stageId: stage.id } })
    expect(state).toMatchObject({
      runningVersion: 'v1.2.0',
      runningCommitSha: stage.repository.commits['v1.2.0'],
      runningDeploymentId: id,
      activeDeployment: null,
    })
    const detail = await getDeployment(emil, { id })
    expect(detail.jobs[0]?.steps.map(({ name, state }) => [name, state])).toContainEqual([
      'Build',
      'succeeded',
    ])
    expect(detail.inputs).toMatchObject({
      commit: stage.repository.commits['v1.2.0'],
      stage: 'production',
      migrate: 'true',
    })
  })
})
