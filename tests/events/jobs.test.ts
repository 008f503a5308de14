import { describe, expect, it } from 'vitest'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { eventJobs } from '#lib/events/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

describe('old events', () => {
  useDatabase()

  it('are dropped after an hour, newer ones are kept', async () => {
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    await getDb().event.create({ data: { topic: 'board', key: 'old', at: ago(61) } })
    await getDb().event.create({ data: { topic: 'board', key: 'new', at: ago(59) } })
    const [dropOld] = eventJobs
    await dropOld?.run(jobContext('test'), {}, AbortSignal.timeout(5_000))
    expect((await getDb().event.findMany()).map(({ key }) => key)).toEqual(['new'])
  })
})
