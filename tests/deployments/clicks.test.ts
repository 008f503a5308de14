import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { rollBack, triggerDeployment } from '#lib/deployments/index.ts'
import { assertInvariants } from './support/assert-invariants.ts'
import { useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, waitForEnd, waitForState } from './support/stage.ts'
import { installStateLog } from './support/state-log.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')
const lena = contextOf('lead', 'lena')

describe('many clicks', { timeout: 60_000 }, () => {
  const lab = useLab()
  beforeAll(installStateLog)
  afterEach(() => assertInvariants(lab()))

  it('starts one run for twenty parallel clicks of two people, and tells the losers whose it is', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.hold()
    const clicks = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        triggerDeployment(index % 2 ? emil : lena, stage.path, input, `click-${index}-key`),
      ),
    )
    const [winner, ...others] = clicks.flatMap((click) =>
      click.status === 'fulfilled' ? [click.value] : [],
    )
    expect(others).toEqual([])
    const row = await getDb().deployment.findUniqueOrThrow({ where: { id: winner?.id } })
    for (const click of clicks) {
      if (click.status === 'fulfilled') continue
      expect(click.reason).toBeInstanceOf(AppError)
      expect(click.reason).toMatchObject({
        code: 'conflict',
        reason: 'deployment_active',
        message: `Deployment #1 (v1.2.0) by ${row.requestedByName} is in progress on this stage.`,
        details: { active: { id: row.id, number: 1 } },
      })
    }
    lab().runner.release()
    expect(await waitForEnd(row.id)).toMatchObject({ state: 'succeeded' })
    expect(await getDb().deployment.count({ where: { stageId: stage.id } })).toBe(1)
  })

  it('answers a double click of one form with the same deployment', async () => {
    const stage = await createDeployableStage(lab())
    const clicks = await Promise.all(
      Array.from({ length: 5 }, () => triggerDeployment(emil, stage.path, input, 'one-form-key')),
    )
    expect(new Set(clicks.map(({ id }) => id)).size).toBe(1)
    expect(clicks.filter(({ isNew }) => isNew)).toHaveLength(1)
    await waitForEnd(clicks[0]?.id ?? '')
  })

  it('refuses a key that stood for another request', async () => {
    const stage = await createDeployableStage(lab())
    const { id } = await triggerDeployment(emil, stage.path, input, 'reused-form-key')
    const other = { ...input, ref: 'v1.1.0' }
    await expect(
      triggerDeployment(emil, stage.path, other, 'reused-form-key'),
    ).rejects.toMatchObject({ reason: 'idempotency_key_reused' })
    await waitForEnd(id)
  })

  it('keeps two people with the same key apart', async () => {
    const stage = await createDeployableStage(lab())
    const first = await triggerDeployment(emil, stage.path, input, 'same-words')
    await waitForEnd(first.id)
    const second = await triggerDeployment(lena, stage.path, input, 'same-words')
    expect(second.id).not.toBe(first.id)
    await waitForEnd(second.id)
  })

  it('refuses a rollback while a deployment runs, so that never both are active', async () => {
    const stage = await createDeployableStage(lab())
    const old = await triggerDeployment(emil, stage.path, { ...input, ref: 'v1.0.0' })
    await waitForState(old.id, 'succeeded')
    const next = await triggerDeployment(emil, stage.path, { ...input, ref: 'v1.1.0' })
    await waitForState(next.id, 'succeeded')
    lab().runner.hold()
    const active = await triggerDeployment(emil, stage.path, input)
    const back = rollBack(emil, stage.path, { deploymentId: old.id, reason: 'too slow' })
    await expect(back).rejects.toMatchObject({
      reason: 'deployment_active',
      details: { active: { id: active.id } },
    })
    lab().runner.release()
    await waitForEnd(active.id)
    expect(await getDb().hold.count({ where: { stageId: stage.id } })).toBe(0)
  })
})
