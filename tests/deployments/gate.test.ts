import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { getDeployOptions, listRollbackTargets, triggerDeployment } from '#lib/deployments/index.ts'
import { useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, type DeployableStage } from './support/stage.ts'

const emil = contextOf('engineer', 'emil')
const lena = contextOf('lead', 'lena')

const item = (text: string) => ({ checklistId: 'c1', list: 'Go-Live', text, reason: 'unmet' })

const writeGate = (stage: DeployableStage, texts: readonly string[], blocking = texts.length) =>
  getDb().stageState.update({
    where: { stageId: stage.id },
    data: { checklist: { total: 14, met: 14 - blocking, blocking, items: texts.map(item) } },
  })

const request = (part: object = {}) => ({ inputs: {}, liftHold: false, ref: 'v1.2.0', ...part })

describe('open blocking items of a checklist', { timeout: 60_000 }, () => {
  const lab = useLab({ hasWorker: false })
  let stage: DeployableStage
  beforeEach(async () => {
    stage = await createDeployableStage(lab())
  })

  it('stop a deployment with the same words in the dialog, the dry run and the refusal', async () => {
    await writeGate(stage, ['Restore-Probe dokumentiert', 'Port 443 erreichbar'])
    const sentence =
      '2 blocking items of "Go-Live" are open: Restore-Probe dokumentiert, Port 443 erreichbar. Meet them, or let a lead go on with a reason.'
    const options = await getDeployOptions(emil, stage.path)
    expect(options).toMatchObject({ canDeploy: false, mayPassGate: false })
    expect(options.blockers).toMatchObject([{ reason: 'checklist_open', sentence }])
    await expect(triggerDeployment(emil, stage.path, request())).rejects.toMatchObject({
      reason: 'checklist_open',
      message: sentence,
      details: { blockers: [{ details: { count: 2, items: [{ checklistId: 'c1' }, {}] } }] },
    })
    expect(await getDb().deployment.count({ where: { stageId: stage.id } })).toBe(0)
  })

  it('are counted where there are too many to name', async () => {
    await writeGate(stage, ['a', 'b', 'c', 'd', 'e', 'f'], 9)
    const [blocker] = (await getDeployOptions(emil, stage.path)).blockers
    expect(blocker?.sentence).toContain('a, b, c, d, e, +4.')
  })

  it('let deployments through once none is open', async () => {
    await writeGate(stage, [])
    expect((await getDeployOptions(emil, stage.path)).canDeploy).toBe(true)
    expect(await triggerDeployment(emil, stage.path, request())).toMatchObject({ isNew: true })
  })

  it('are passed by a lead, with a reason that is kept with what was open', async () => {
    await writeGate(stage, ['Restore-Probe dokumentiert'])
    const passing = request({ passGate: true, reason: 'the restore is tried tonight' })
    await expect(triggerDeployment(emil, stage.path, passing)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      triggerDeployment(lena, stage.path, request({ passGate: true })),
    ).rejects.toMatchObject({ fields: [{ path: 'reason' }] })
    expect((await getDeployOptions(lena, stage.path)).mayPassGate).toBe(true)
    const { id } = await triggerDeployment(lena, stage.path, passing)
    const entry = await getDb().auditEntry.findFirstOrThrow({
      where: { entityId: id, action: 'deployment.trigger' },
    })
    expect(JSON.parse(entry.content).after).toMatchObject({
      reason: 'the restore is tried tonight',
      passedGate: { count: 1, items: [{ text: 'Restore-Probe dokumentiert' }] },
    })
  })

  it('are not passed with a hold, nor a hold with them', async () => {
    await writeGate(stage, ['Restore-Probe dokumentiert'])
    await getDb().hold.create({
      data: { stageId: stage.id, kind: 'manual', reason: 'release party', createdBy: 'ada' },
    })
    const reason = 'it has to be'
    await expect(
      triggerDeployment(lena, stage.path, request({ passGate: true, reason })),
    ).rejects.toMatchObject({ reason: 'hold' })
    await expect(
      triggerDeployment(lena, stage.path, request({ liftHold: true, reason })),
    ).rejects.toMatchObject({ reason: 'checklist_open' })
  })

  it('never stand in the way back', async () => {
    await writeGate(stage, ['Restore-Probe dokumentiert'])
    const { blockers } = await listRollbackTargets(emil, stage.path)
    expect(blockers.map(({ reason }) => reason)).not.toContain('checklist_open')
  })
})
