import { describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { liftHold, placeHold, triggerDeployment } from '#lib/deployments/index.ts'
import { useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage } from './support/stage.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')
const lena = contextOf('lead', 'lena')

describe('a hold', { timeout: 60_000 }, () => {
  const lab = useLab({ hasWorker: false })

  it('stops deployments until it is lifted, and is in the audit trail both times', async () => {
    const stage = await createDeployableStage(lab())
    await placeHold(emil, stage.path, { reason: 'release party' })
    await expect(placeHold(lena, stage.path, { reason: 'me too' })).rejects.toMatchObject({
      reason: 'hold',
    })
    await expect(triggerDeployment(emil, stage.path, input)).rejects.toMatchObject({
      reason: 'hold',
    })
    await liftHold(lena, stage.path, { reason: 'party is over' })
    await expect(liftHold(lena, stage.path, { reason: 'again' })).rejects.toMatchObject({
      reason: 'no_hold',
    })
    const entries = await getDb().auditEntry.findMany({
      where: { stageId: stage.id, entityKind: 'hold' },
      orderBy: { seq: 'asc' },
    })
    expect(entries.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['hold.place', 'emil'],
      ['hold.lift', 'lena'],
    ])
  })

  it('ends by itself when its time is over', async () => {
    const stage = await createDeployableStage(lab())
    const until = new Date(Date.now() + 300).toISOString()
    await placeHold(emil, stage.path, { reason: 'for a blink', until })
    await expect
      .poll(() => placeHold(emil, stage.path, { reason: 'and again' }).catch(() => null))
      .not.toBeNull()
  })

  it('refuses an end in the past', async () => {
    const stage = await createDeployableStage(lab())
    await expect(
      placeHold(emil, stage.path, { reason: 'too late', until: '2020-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ fields: [{ path: 'until', message: 'must lie in the future' }] })
  })
})
