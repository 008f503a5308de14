import { beforeEach, describe, expect, test } from 'vitest'
import { getDb, getPool } from '#lib/core/db.ts'
import { withTransaction } from '#lib/core/run-sql.ts'
import type { FactReader } from '#lib/hosting/readings/fact-reader.ts'
import { planReadings } from '#lib/hosting/readings/plan-readings.ts'
import { platformReaders } from '#lib/hosting/readings/readers.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createHostedStage, readRow } from './hosted-stage.ts'

useDatabase()

beforeEach(async () => {
  await getDb().reading.deleteMany()
  await getDb().stage.updateMany({ data: { removedAt: new Date() } })
})

async function plan(readers: readonly FactReader[] = platformReaders) {
  let changed: readonly string[] = []
  await withTransaction(getPool(), async (run) => {
    changed = (await planReadings(run, readers)).changedStageIds
  })
  return changed
}

async function listFacts(stageId: string) {
  const rows = await getDb().reading.findMany({ where: { stageId } })
  return rows.map(({ source, fact }) => `${source} ${fact}`).toSorted()
}

describe('which readings exist', () => {
  test('a stage on a platform is asked what its adapter can tell', async () => {
    const { id } = await createHostedStage()
    await plan()
    expect(await listFacts(id)).toEqual([
      'platform access',
      'platform facts',
      'platform release',
      'platform rollback-targets',
    ])
  })

  test('a frontend on Vercel and sources beside the platform are asked as well', async () => {
    const { id } = await createHostedStage({
      hostingTarget: { appName: 'a', region: 'fra', vercel: { project: 'p', components: ['web'] } },
      sources: [{ kind: 'uptimerobot', slug: 'outside', monitor: '7' }],
    })
    await plan()
    const facts = await listFacts(id)
    expect(facts).toContain('vercel release')
    expect(facts).toContain('outside facts')
    expect(facts).not.toContain('outside release')
  })

  test('only logs that can say how long they are kept are asked for it', async () => {
    const { id } = await createHostedStage({
      logs: [
        { kind: 'aws-cloudwatch', slug: 'lambda', region: 'eu-central-1', group: '/aws/lambda/a' },
      ],
    })
    await plan()
    const facts = await listFacts(id)
    expect(facts).toContain('lambda log-retention')
    expect(facts).not.toContain('platform log-retention')
  })

  test('a stage that names nobody is asked nothing', async () => {
    const { id } = await createStage()
    await plan()
    expect(await listFacts(id)).toEqual([])
  })

  test('a kind this version cannot ask is left alone', async () => {
    const { id } = await createHostedStage({ hostingKind: 'mainframe' })
    await plan()
    expect(await listFacts(id)).toEqual([])
  })

  test('rows go when their stage is removed, and its projection is renewed', async () => {
    const { id } = await createHostedStage()
    await plan()
    await getDb().stage.update({ where: { id }, data: { removedAt: new Date() } })
    expect(await plan()).toContain(id)
    expect(await listFacts(id)).toEqual([])
  })

  test('planning again changes nothing, and keeps when each row is due', async () => {
    const { id } = await createHostedStage()
    await plan()
    const { nextAt } = await readRow(id)
    expect(await plan()).toEqual([])
    expect((await readRow(id)).nextAt).toEqual(nextAt)
  })

  test('another target starts anew: the old answer is not about it', async () => {
    const { id } = await createHostedStage()
    await plan()
    const where = { stageId_source_fact: { stageId: id, source: 'platform', fact: 'release' } }
    await getDb().reading.update({ where, data: { value: { old: true }, observedAt: new Date() } })
    await getDb().stage.update({
      where: { id },
      data: { hostingTarget: { appName: 'another', region: 'fra' } },
    })
    await plan()
    expect(await readRow(id)).toMatchObject({ value: null, observedAt: null })
  })

  test('a domain plans rows of its own, for stages and sources that exist', async () => {
    const { id } = await createHostedStage()
    const backups: FactReader = {
      ...{ fact: 'backups', intervalSeconds: 600, ttlSeconds: 3_600, calls: 1, isShared: false },
      plan: async () => [
        { stageId: id, source: 'platform', fact: 'backups:nightly' },
        { stageId: id, source: 'nowhere', fact: 'backups:lost' },
      ],
      read: async () => null,
    }
    await plan([backups])
    expect(await listFacts(id)).toEqual(['platform backups:nightly'])
  })
})

describe('how often', () => {
  test('intervals of a crowded account grow together with their time to live', async () => {
    const target = (name: string) => ({ appName: name, region: 'fra', accountAlias: 'crowded' })
    for (let index = 0; index < 60; index += 1) {
      await createHostedStage({ hostingTarget: target(`app-${index}`) })
    }
    const alone = await createHostedStage()
    await plan()
    const rows = await getDb().reading.findMany({ where: { fact: 'release' } })
    const crowded = rows.find(({ stageId }) => stageId !== alone.id)
    expect(crowded?.ttlSeconds).toBeGreaterThan(600)
    expect((await readRow(alone.id)).ttlSeconds).toBe(300)
  })

  test('first readings do not all come at once', async () => {
    for (let index = 0; index < 40; index += 1) await createHostedStage()
    await plan()
    const rows = await getDb().reading.findMany({ where: { fact: 'release' } })
    const seconds = new Set(rows.map(({ nextAt }) => Math.floor(nextAt.getTime() / 1_000)))
    expect(seconds.size).toBeGreaterThan(3)
  })
})
