import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { checkAccessNow, listAccess, setCredential } from '#lib/credentials/index.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { AccessReport } from '#lib/hosting/port.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { admin, createConnectedStage } from './support.ts'

useDatabase()
beforeEach(async () => {
  await getDb().reading.deleteMany()
  await getDb().stage.updateMany({ data: { removedAt: new Date() } })
})

const report = {
  identity: 'arn:aws:sts::123456789012:assumed-role/leitstand/portal',
  checks: [
    {
      permission: 'ecs:DescribeServices',
      capability: 'releases',
      state: 'granted',
      detail: null,
    },
  ],
  policy: { language: 'json', text: '{}' },
} as const satisfies AccessReport

const later = new Date(Date.now() + 3_600_000)

async function createReading(data: Partial<Prisma.ReadingUncheckedCreateInput>) {
  const stage = await createConnectedStage({
    hostingKind: 'aws-ecs',
    hostingTarget: { accountAlias: 'shop' },
  })
  await getDb().reading.create({
    data: {
      ...{ stageId: stage.id, source: 'platform', fact: 'access' },
      ...{ ttlSeconds: 600, nextAt: later },
      ...data,
    },
  })
  return stage
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

describe('the access of the portal', () => {
  it('is what the newest report says, with its age and whom it is about', async () => {
    const observedAt = minutesAgo(3)
    const stage = await createReading({ value: report, observedAt, attemptedAt: observedAt })
    expect(await listAccess(admin)).toEqual([
      {
        system: { slug: stage.system.slug, name: stage.system.name },
        stage: { slug: 'staging', name: 'staging' },
        ...{ source: 'platform', kind: 'aws-ecs', platform: 'aws', account: 'shop' },
        ...{ report, isStale: false, failure: null },
        ...{ observedAt: observedAt.toISOString(), attemptedAt: observedAt.toISOString() },
      },
    ])
  })

  it('past its time to live counts as stale', async () => {
    await createReading({ value: report, observedAt: minutesAgo(11) })
    expect(await listAccess(admin)).toMatchObject([{ isStale: true, report }])
  })

  it('keeps the last good report beside the failure of the newest attempt', async () => {
    const failure = { failure: 'denied', message: 'No.', permission: 'sts:AssumeRole' }
    await createReading({ value: report, observedAt: minutesAgo(1), failure })
    expect(await listAccess(admin)).toMatchObject([{ report, failure }])
  })

  it('that nobody asked for yet is listed as such', async () => {
    await createConnectedStage({ sources: [{ kind: 'sentry', slug: 'errors' }] })
    expect(await listAccess(admin)).toMatchObject([
      { source: 'errors', account: 'default', report: null, observedAt: null, failure: null },
    ])
  })

  it.each([
    ['a report in a shape this version does not know', { value: { checks: 'all' } }],
    ['a failure in a shape this version does not know', { failure: { why: 'no' } }],
  ])('is never read from %s', async (_, data) => {
    await createReading({ ...data, observedAt: minutesAgo(1) })
    expect(await listAccess(admin)).toMatchObject([
      { report: null, failure: { failure: 'invalid_answer' } },
    ])
  })

  it('of a source that the catalog no longer names is not listed', async () => {
    await createReading({ source: 'gone', value: report, observedAt: minutesAgo(1) })
    expect(await listAccess(admin)).toMatchObject([{ source: 'platform', report: null }])
  })
})

describe('checking now', () => {
  const due = async () => {
    const rows = await getDb().reading.findMany({ where: { nextAt: { lt: later } } })
    return rows.map(({ stageId, source, fact }) => `${stageId} ${source} ${fact}`)
  }

  it('makes the access reports due, and no other reading', async () => {
    const stage = await createReading({})
    const data = { stageId: stage.id, source: 'platform', fact: 'release' }
    await getDb().reading.create({ data: { ...data, ttlSeconds: 60, nextAt: later } })
    expect(await checkAccessNow(admin, {})).toEqual({ count: 1 })
    expect(await due()).toEqual([`${stage.id} platform access`])
  })

  it('of one stage leaves the others alone', async () => {
    const stage = await createReading({})
    await createReading({})
    const { count } = await checkAccessNow(admin, { system: stage.system.slug, stage: 'staging' })
    expect(count).toBe(1)
    expect(await due()).toEqual([`${stage.id} platform access`])
  })
})

describe('a new credential', () => {
  it('has asked again what it may change, on the stages that use it', async () => {
    const stage = await createReading({})
    const failed = { stageId: stage.id, source: 'platform', fact: 'release' }
    const well = { stageId: stage.id, source: 'platform', fact: 'settings' }
    const other = { stageId: stage.id, source: 'vercel', fact: 'access' }
    const failure = { failure: 'denied', message: 'No.' }
    for (const data of [{ ...failed, failure }, well, other]) {
      await getDb().reading.create({ data: { ...data, ttlSeconds: 60, nextAt: later } })
    }
    await setCredential(admin, { platform: 'aws', account: 'shop' }, { credential: {} })
    const rows = await getDb().reading.findMany({ where: { nextAt: { lt: later } } })
    expect(rows.map(({ source, fact }) => `${source} ${fact}`).sort()).toEqual([
      'platform access',
      'platform release',
    ])
  })
})
