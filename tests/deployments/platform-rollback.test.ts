import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { operatorContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { setCredential } from '#lib/credentials/index.ts'
import {
  cancelDeployment,
  getDeployment,
  getRollbackContract,
  listPlatformRollbacks,
  rollBackOnPlatform,
  scaleComponent,
  settlePin,
  triggerDeployment,
} from '#lib/deployments/index.ts'
import {
  createAdapter,
  soon,
  token,
  until,
} from '#tests/hosting/digitalocean-app-platform/support.ts'
import { createFaults, useApp } from './support/app-faults.ts'
import { useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, type DeployableStage, waitForState } from './support/stage.ts'

const emil = contextOf('engineer', 'emil')
const lena = contextOf('lead', 'lena')
const reason = 'the new one forgets answers'

describe('a rollback by the platform itself', { timeout: 60_000 }, () => {
  // Before the lab: settings are read once, when it starts its worker.
  const app = useApp()
  const lab = useLab()
  let stage: DeployableStage
  let faults: ReturnType<typeof createFaults>

  beforeAll(async () => {
    await setCredential(
      operatorContext(),
      { platform: 'digitalocean', account: 'default' },
      { credential: { token } },
    )
    // The platform takes note of what runs when it is asked; then there is something to go back to.
    await createAdapter(app().api).releases.readRunningRelease(soon())
    await app().host.stage.deploy({ commit: 'v1.2.0' })
    stage = await createStageOnApp()
    await until(
      () => listPlatformRollbacks(emil, stage.path),
      ({ ways }) => (ways[0]?.targets.length ?? 0) > 0,
    )
    faults = createFaults(app())
  }, 60_000)
  beforeEach(() => faults.clear())

  async function createStageOnApp() {
    const created = await createDeployableStage(lab())
    await getDb().component.createMany({
      data: ['api', 'worker'].map((slug, position) => ({
        ...{ systemId: created.systemId, slug, name: slug, kind: slug, position },
      })),
    })
    await getDb().stage.update({
      where: { id: created.id },
      data: {
        hostingKind: 'digitalocean-app-platform',
        hostingTarget: { appName: 'hackthestudy', components: { api: {}, worker: {} } },
      },
    })
    return created
  }

  const versionThere = () => app().host.stage.report().release?.version
  const findTarget = async (version: string) => {
    const { ways } = await listPlatformRollbacks(emil, stage.path)
    const found = ways[0]?.targets.find((target) => target.version === version)
    return found ?? ways[0]?.targets[0]
  }
  const ask = async (version: string, key?: string) => {
    const releaseId = (await findTarget(version))?.releaseId ?? ''
    return rollBackOnPlatform(emil, stage.path, { source: 'platform', releaseId, reason }, key)
  }
  /** The platform takes the question whether it would go back, and misbehaves when it is to. */
  async function askWith(version: string, misbehave: () => void) {
    await lab().stopWorker()
    const { id } = await ask(version)
    misbehave()
    await lab().startWorker()
    return id
  }
  async function settle(action: 'commit' | 'revert') {
    app().api.faults.clear()
    await settlePin(lena, stage.path, { source: 'platform', action, reason })
    await getPool().query('UPDATE hold SET lifted_at = now() WHERE stage_id = $1::uuid', [stage.id])
  }

  it('is a deployment backwards: one call, followed to its end, with a hold and an audit entry', async () => {
    expect(versionThere()).toBe('v1.2.0')
    const [one, same] = await Promise.all([ask('v1.1.0', 'key'), ask('v1.1.0', 'key')])
    expect(same.id).toBe(one.id)
    await waitForState(one.id, 'succeeded')
    expect(faults.countRollbacks()).toBe(1)
    expect(versionThere()).toBe('v1.1.0')

    const detail = await getDeployment(emil, { id: one.id })
    expect(detail).toMatchObject({ kind: 'rollback', reason, hold: { kind: 'rollback', reason } })
    const entry = await getDb().auditEntry.findFirstOrThrow({ where: { entityId: one.id } })
    expect(entry).toMatchObject({ action: 'deployment.roll-back', outcome: 'allowed' })
    const contract = await getRollbackContract(emil, stage.path)
    expect(contract.mechanisms.map(({ mechanism }) => mechanism)).toContain('workflow')
    await settle('commit')
  })

  it('whose answer got lost is sent once, and adopted when the platform shows it', async () => {
    const id = await askWith('v1.2.0', faults.loseAnswer)
    expect(await waitForState(id, 'succeeded')).toMatchObject({
      mechanism: 'app-platform-rollback',
    })
    expect(faults.countRollbacks()).toBe(1)
    await settle('commit')
  })

  it('that never arrived is proved not to have happened, and the stage is free again', async () => {
    const id = await askWith('v1.1.0', faults.refuseUncertainly)
    await waitForState(id, 'unknown')
    expect((await getDeployment(emil, { id })).actions.cancel.available).toBe(false)
    await expect(cancelDeployment(emil, { id }, { force: false })).rejects.toMatchObject({
      reason: 'not_cancellable',
    })
    const ended = await waitForState(id, 'not_started')
    expect(ended.stateReason).toBe('restore_never_started')
    expect(faults.countRollbacks()).toBe(1)
    await getPool().query('UPDATE hold SET lifted_at = now() WHERE lifted_at IS NULL')
  })

  it('to a release that is gone is refused before anything is stored or sent', async () => {
    const input = { source: 'platform', releaseId: 'gone', reason }
    await expect(rollBackOnPlatform(emil, stage.path, input)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'release_gone',
    })
    expect(faults.countRollbacks()).toBe(0)
  })

  it('is refused with the platform’s reason when it cannot be asked', async () => {
    faults.refuseAll()
    await expect(ask('v1.1.0')).rejects.toMatchObject({
      code: expect.stringMatching(/unavail|conflict/),
    })
    const { ways } = await listPlatformRollbacks(emil, stage.path)
    expect(ways[0]).toMatchObject({ targets: [], failure: { code: 'denied' } })
  })

  it('pins the platform, which keeps deployments from starting until somebody settles it', async () => {
    await getDb().stageState.update({
      where: { stageId: stage.id },
      data: { platform: pinnedState },
    })
    const deploy = { ref: 'v1.2.0', inputs: {}, liftHold: false }
    await expect(triggerDeployment(emil, stage.path, deploy)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'platform_pinned',
    })
    await getDb().stageState.update({ where: { stageId: stage.id }, data: { platform: {} } })
  })

  describe('beside it, the number of instances', () => {
    const scale = (ctx: typeof emil, from: number, to: number, component = 'api') =>
      scaleComponent(ctx, { ...stage.path, component }, { from, to })
    const countThere = async () => {
      const { components } = await createAdapter(app().api).releases.readRunningRelease(soon())
      return components.find(({ component }) => component === 'api')?.instances?.desired
    }

    it('changes by one number, and who asked is in the audit trail', async () => {
      await scale(lena, 1, 2)
      expect(await countThere()).toBe(2)
      const entry = await getDb().auditEntry.findFirstOrThrow({
        where: { action: 'component.scale', stageId: stage.id },
      })
      expect(entry.content).toContain('"instances":2')
    })

    it('that another person changed meanwhile is not overwritten', async () => {
      await expect(scale(lena, 1, 3)).rejects.toMatchObject({ code: 'conflict' })
      expect(await countThere()).toBe(2)
    })

    it('outside the bounds of the platform is refused with them', async () => {
      for (const to of [0, 251]) {
        await expect(scale(lena, 2, to)).rejects.toMatchObject({ code: 'invalid_input' })
      }
    })

    it('of a component without such a control is refused with that reason', async () => {
      await expect(scale(lena, 1, 2, 'database')).rejects.toMatchObject({ reason: 'not_scalable' })
    })

    it('is for leads', async () => {
      await expect(scale(emil, 2, 1)).rejects.toMatchObject({ code: 'forbidden' })
    })
  })
})

const pinnedState = {
  summary: { pinned: true, unknownSince: null, observedAt: null, ttlSeconds: 300 },
  ...{ components: [], skew: [], notes: [], sources: [] },
  pin: { source: 'platform', releaseId: 'x', since: '2026-01-01T00:00:00.000Z' },
}
