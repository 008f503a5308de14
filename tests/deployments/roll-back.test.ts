import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import {
  getUndoneRange,
  listRollbackTargets,
  rollBack,
  triggerDeployment,
} from '#lib/deployments/index.ts'
import { assertInvariants } from './support/assert-invariants.ts'
import { type Lab, useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, waitForEnd, waitForState } from './support/stage.ts'
import { installStateLog } from './support/state-log.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')
const lena = contextOf('lead', 'lena')

describe('a rollback', { timeout: 60_000 }, () => {
  const lab = useLab()
  beforeAll(installStateLog)
  afterEach(() => assertInvariants(lab()))

  async function deployInTurn(world: Lab, ...refs: readonly string[]) {
    const stage = await createDeployableStage(world)
    const ids: string[] = []
    for (const ref of refs) {
      const { id } = await triggerDeployment(emil, stage.path, { ...input, ref })
      await waitForState(id, 'succeeded')
      ids.push(id)
    }
    return { stage, ids }
  }

  it('lists what really ran, newest first, and preselects what ran before', async () => {
    const { stage, ids } = await deployInTurn(lab(), 'v1.0.0', 'v1.1.0')
    lab().runner.conclude('failure')
    const failed = await triggerDeployment(emil, stage.path, input)
    await waitForEnd(failed.id)
    const list = await listRollbackTargets(emil, stage.path)
    expect(list.targets.map(({ version, isRunning }) => [version, isRunning])).toEqual([
      ['v1.1.0', true],
      ['v1.0.0', false],
    ])
    expect(list).toMatchObject({
      preselectedId: ids[0],
      canRollBack: true,
      confirmation: 'type_name',
      notUndone: ['database', 'configuration', 'cron', 'cache'],
    })
    expect(list.targets[1]?.ranUntil).toBe(
      (
        await getDb().deployment.findUniqueOrThrow({ where: { id: ids[0] } })
      ).replacedAt?.toISOString(),
    )
  })

  it('names the commits it would undo, newest first', async () => {
    const { stage, ids } = await deployInTurn(lab(), 'v1.0.0', 'v1.2.0')
    const range = await getUndoneRange(emil, { ...stage.path, id: ids[0] ?? '' })
    expect(range.direction).toBe('backwards')
    expect(range.commits.map(({ subject }) => subject)).toEqual([
      'Release v1.2.0',
      'Release v1.1.0',
    ])
  })

  it('deploys the earlier commit, holds the stage, and keeps it stamped in the history', async () => {
    const { stage, ids } = await deployInTurn(lab(), 'v1.0.0', 'v1.2.0')
    const { id } = await rollBack(emil, stage.path, {
      deploymentId: ids[0] ?? '',
      reason: 'the login is broken',
    })
    const row = await waitForState(id, 'succeeded')
    expect(row).toMatchObject({
      kind: 'rollback',
      version: 'v1.0.0',
      commitSha: stage.repository.commits['v1.0.0'],
      targetDeploymentId: ids[0],
      previousVersion: 'v1.2.0',
      reason: 'the login is broken',
    })
    const state = await getDb().stageState.findUniqueOrThrow({ where: { stageId: stage.id } })
    expect(state).toMatchObject({
      runningVersion: 'v1.0.0',
      hold: { kind: 'rollback', reason: 'the login is broken', createdBy: 'emil' },
    })
    const next = triggerDeployment(emil, stage.path, input)
    await expect(next).rejects.toMatchObject({
      code: 'conflict',
      reason: 'hold',
      message:
        'emil put a hold on this stage: "the login is broken". Lift it on purpose to deploy.',
    })
  })

  it('lets a later deployment lift its hold on purpose, with a reason', async () => {
    const { stage, ids } = await deployInTurn(lab(), 'v1.0.0', 'v1.1.0')
    const back = await rollBack(emil, stage.path, { deploymentId: ids[0] ?? '', reason: 'slow' })
    await waitForState(back.id, 'succeeded')
    const lifting = { ...input, liftHold: true }
    await expect(triggerDeployment(emil, stage.path, lifting)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'reason', message: 'say why the hold may be lifted' }],
    })
    const next = await triggerDeployment(lena, stage.path, {
      ...lifting,
      reason: 'fixed in v1.2.0',
    })
    await waitForState(next.id, 'succeeded')
    const hold = await getDb().hold.findFirstOrThrow({ where: { stageId: stage.id } })
    expect(hold).toMatchObject({ liftedBy: 'lena', liftReason: 'fixed in v1.2.0' })
  })

  it('refuses what never ran, what runs now, and what belongs to another stage', async () => {
    const { stage, ids } = await deployInTurn(lab(), 'v1.0.0')
    lab().runner.conclude('failure')
    const failed = await triggerDeployment(emil, stage.path, input)
    await waitForEnd(failed.id)
    const reason = 'for a reason'
    await expect(
      rollBack(emil, stage.path, { deploymentId: failed.id, reason }),
    ).rejects.toMatchObject({ reason: 'never_ran' })
    await expect(
      rollBack(emil, stage.path, { deploymentId: ids[0] ?? '', reason }),
    ).rejects.toMatchObject({ reason: 'already_running' })
    const other = await createDeployableStage(lab())
    await expect(
      rollBack(emil, other.path, { deploymentId: ids[0] ?? '', reason }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
