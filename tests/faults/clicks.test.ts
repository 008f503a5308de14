import { describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { reached } from './support/eventually.ts'
import { signIn } from './support/people.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()

describe('twenty clicks at once, by two people with two tabs each', () => {
  it('start one run; the losers hear whose it is and where to find it', async () => {
    const [emil, lena] = await Promise.all([signIn(world(), 'engineer'), signIn(world(), 'lead')])
    const forms = [emil, emil, lena, lena].map((person, tab) => ({ person, key: `form-of-${tab}` }))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, click) => {
        const { person, key } = forms[click % forms.length] ?? forms[0] ?? fail()
        return person.deploy('stage-1', key)
      }),
    )

    const won = answers.filter(({ status }) => status === 202)
    const lost = answers.filter(({ status }) => status === 409)
    const ids = new Set(won.map(({ body }) => body.id))
    expect(won).toHaveLength(5)
    expect(lost).toHaveLength(15)
    expect(ids.size).toBe(1)
    const [id] = ids
    for (const { body } of lost) {
      expect(body).toMatchObject({ reason: 'deployment_active', active: { id, number: 1 } })
      expect(body.detail).toMatch(/^Deployment #1 \(v1\.0\.0\) by .+ is in progress/)
    }

    await world().startWorker()
    await reached(String(id), ['succeeded'])
    expect(Object.values(world().standIn.countTriggers())).toEqual([1])
    expect(await getDb().deployment.count()).toBe(1)
  })
})

function fail(): never {
  throw new Error('There is always a form.')
}
