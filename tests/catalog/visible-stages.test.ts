import { describe, expect, it } from 'vitest'
import { listVisibleStages } from '#lib/catalog/index.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { actAs } from '../decisions/people.ts'

useDatabase()

describe('stages to choose from', () => {
  it('are those of systems the reader sees, in the order of promotion', async () => {
    await createStage({ system: 'shop', team: 'trade', stage: 'staging' })
    const { systemId } = await createStage({ system: 'shop', team: 'trade', stage: 'live' })
    await createStage({ system: 'bank', team: 'money', stage: 'live' })
    const names = async (...[ctx, id]: Parameters<typeof listVisibleStages>) =>
      (await listVisibleStages(ctx, id)).map(({ system, slug }) => `${system}/${slug}`)

    expect(await names(actAs('viewer'), null)).toEqual(['bank/live', 'shop/staging', 'shop/live'])
    expect(await names(actAs('viewer'), systemId)).toEqual(['shop/staging', 'shop/live'])
    const banker = actAs('viewer', 'otto', { systems: [], teams: ['money'] })
    expect(await names(banker, null)).toEqual(['bank/live'])
    expect(await names(banker, systemId)).toEqual([])
  })
})
