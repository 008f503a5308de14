import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import {
  deploymentDetailSchema,
  getDeployment,
  listRollbackTargets,
  triggerDeployment,
} from '#lib/deployments/index.ts'
import { assertInvariants } from './support/assert-invariants.ts'
import { useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createMeasuredProbe, measure } from './support/probe.ts'
import { createDeployableStage, waitForEnd, waitForState } from './support/stage.ts'
import { installStateLog } from './support/state-log.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')

describe('a deployment whose workflow succeeded', { timeout: 60_000 }, () => {
  const lab = useLab()
  beforeAll(installStateLog)
  afterEach(() => assertInvariants(lab()))

  async function deployMeasured() {
    const stage = await createDeployableStage(lab(), { verifyWithinSeconds: 4 })
    const probe = await createMeasuredProbe(stage)
    const { id } = await triggerDeployment(emil, stage.path, input)
    await waitForState(id, 'verifying')
    return { stage, probe, id, commitSha: stage.repository.commits['v1.2.0'] ?? '' }
  }

  it('succeeds once the stage is healthy and answers with its commit', async () => {
    const { stage, probe, id, commitSha } = await deployMeasured()
    const stop = measure(probe, { health: 'healthy', version: 'v1.2.0', commitSha })
    expect(await waitForEnd(id)).toMatchObject({ state: 'succeeded' })
    stop()
    const state = await getDb().stageState.findUniqueOrThrow({ where: { stageId: stage.id } })
    expect(state).toMatchObject({ agreement: 'agreed', runningVersion: 'v1.2.0' })
  })

  it('asks for a measurement at once instead of waiting for the next slot', async () => {
    const { probe, id } = await deployMeasured()
    await expect
      .poll(async () => (await getDb().probe.findUniqueOrThrow({ where: { id: probe } })).nextRunAt)
      .toSatisfy((at: Date) => at.getTime() <= Date.now())
    await waitForEnd(id)
  })

  it('fails when the stage goes on answering with another version, and says which', async () => {
    const { stage, probe, id } = await deployMeasured()
    const commitSha = stage.repository.commits['v1.1.0'] ?? ''
    const stop = measure(probe, { health: 'healthy', version: 'v1.1.0', commitSha })
    expect(await waitForEnd(id)).toMatchObject({ state: 'failed', stateReason: 'version_mismatch' })
    stop()
    const detail = await getDeployment(emil, { id })
    expect(deploymentDetailSchema.parse(detail)).toEqual(detail)
    expect(detail.explanation?.sentence).toBe(
      'The workflow succeeded, but web still answers with version v1.1.0 instead of v1.2.0.',
    )
    expect(detail.actions.rollBack.available).toBe(true)
    const targets = await listRollbackTargets(emil, stage.path)
    expect(targets.targets).toEqual([])
    expect(targets.blockers.map(({ reason }) => reason)).toEqual(['no_rollback_target'])
  })

  it('fails when the stage is down, and names the component', async () => {
    const { probe, id, commitSha } = await deployMeasured()
    const stop = measure(probe, { health: 'down', version: 'v1.2.0', commitSha })
    expect(await waitForEnd(id)).toMatchObject({ state: 'failed', stateReason: 'unhealthy' })
    stop()
    const { explanation } = await getDeployment(emil, { id })
    expect(explanation?.sentence).toContain('but web is down')
  })

  it('fails when nobody measured, instead of believing the workflow', async () => {
    const { id } = await deployMeasured()
    expect(await waitForEnd(id)).toMatchObject({ state: 'failed', stateReason: 'health_unknown' })
  })

  it('fails when the version is not told, although all is healthy', async () => {
    const { probe, id } = await deployMeasured()
    const stop = measure(probe, { health: 'healthy', version: null, commitSha: null })
    expect(await waitForEnd(id)).toMatchObject({ state: 'failed', stateReason: 'version_unknown' })
    stop()
  })

  it('does not count what was measured before the run ended', async () => {
    const stage = await createDeployableStage(lab(), { verifyWithinSeconds: 3 })
    const commitSha = stage.repository.commits['v1.2.0'] ?? ''
    const probe = await createMeasuredProbe(stage)
    lab().runner.hold()
    const { id } = await triggerDeployment(emil, stage.path, input)
    await waitForState(id, 'running')
    measure(probe, { health: 'healthy', version: 'v1.2.0', commitSha })()
    lab().runner.release()
    expect(await waitForEnd(id)).toMatchObject({ state: 'failed', stateReason: 'health_unknown' })
  })
})
