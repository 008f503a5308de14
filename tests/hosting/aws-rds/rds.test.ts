import { afterEach, describe, expect, test } from 'vitest'
import { createRdsAdapter } from '#lib/hosting/aws-rds/index.ts'
import type { AwsSourceLab } from '../aws-source-lab.ts'
import { openRds, startRdsLab, target } from './lab.ts'

let lab: AwsSourceLab
afterEach(() => lab.close())

const signal = () => AbortSignal.timeout(20_000)
const dayMs = 86_400_000
const everything = { since: new Date(0), path: null, pattern: null }
const list = (query = everything) => openRds(lab).listBackups(query, signal())
const put = (id: string, status: string, rest: object = {}) =>
  lab.aws.content.databases.putSnapshot({
    ...{ id, instance: target.instance, type: 'automated', status },
    ...{ createdAt: new Date(Date.now() - dayMs).toISOString(), sizeBytes: 8_192, ...rest },
  })

describe('snapshots of an instance', () => {
  test('a snapshot that is available is complete, with the size of what it holds', async () => {
    lab = await startRdsLab()
    await lab.aws.content.databases.keepSchedule()
    const { backups, truncated } = await list()
    expect(truncated).toBe(false)
    expect(backups).toMatchObject([
      { state: 'complete', region: 'eu-central-1', isCopy: false, detail: null },
    ])
    expect(backups[0]?.sizeBytes).toBeGreaterThan(4_096)
    expect(Date.now() - (backups[0]?.madeAt?.getTime() ?? 0)).toBeLessThan(60_000)
  })

  test.each([
    ['creating', 'running'],
    ['copying', 'running'],
    ['failed', 'failed'],
    ['FAILED', 'failed'],
    ['deleting', 'failed'],
    ['incompatible-restore', 'failed'],
    ['', 'failed'],
  ])('one that is "%s" is not complete', async (status, state) => {
    lab = await startRdsLab()
    put('snapshot-1', status)
    expect((await list()).backups).toMatchObject([{ state, finishedAt: null }])
  })

  test('a copy is as old as what was copied', async () => {
    lab = await startRdsLab()
    const original = new Date(Date.now() - 40 * dayMs)
    put('copy-1', 'available', {
      ...{ originallyCreatedAt: original.toISOString(), copyOf: 'rds:original' },
      createdAt: new Date().toISOString(),
    })
    expect((await list()).backups).toMatchObject([{ madeAt: original, isCopy: true }])
    expect((await list({ ...everything, since: new Date(Date.now() - dayMs) })).backups).toEqual([])
  })

  test('no content and a time to come are told as they are', async () => {
    lab = await startRdsLab()
    const future = new Date(Date.now() + dayMs)
    put('empty', 'available', { sizeBytes: 0 })
    put('future', 'available', { createdAt: future.toISOString() })
    expect((await list()).backups).toMatchObject([
      { externalId: 'future', madeAt: future },
      { externalId: 'empty', sizeBytes: 0 },
    ])
  })

  test('one that has no time yet is running and comes first', async () => {
    lab = await startRdsLab()
    put('older', 'available')
    put('begun', 'creating', { createdAt: null })
    expect((await list()).backups).toMatchObject([
      { externalId: 'begun', state: 'running', madeAt: null },
      { externalId: 'older' },
    ])
  })

  test('all pages are read', async () => {
    lab = await startRdsLab()
    for (let count = 0; count < 230; count += 1) put(`snapshot-${count}`, 'available')
    expect((await list()).backups).toHaveLength(230)
    expect(lab.aws.ledger.list({ operation: 'DescribeDBSnapshots' })).toHaveLength(3)
  })

  test('an instance that is not there is not found, never one without backups', async () => {
    lab = await startRdsLab({ identifier: 'another' })
    await expect(list()).rejects.toMatchObject({ failure: 'not_found' })
  })

  test('an instance in a region that is switched off is refused with the identity that asked', async () => {
    lab = await startRdsLab()
    lab.aws.faults.add({ service: 'rds', effect: { kind: 'denied' } })
    await expect(list()).rejects.toMatchObject({
      failure: 'denied',
      permission: 'rds:DescribeDBInstances',
      identity: expect.stringContaining('L001'),
    })
  })
})

describe('restoring to a moment', () => {
  test('is possible from the first automated backup on until a few minutes ago', async () => {
    lab = await startRdsLab()
    put('rds:first', 'available')
    const { restorable } = await list()
    expect(restorable?.from?.getTime()).toBeLessThan(Date.now() - dayMs + 60_000)
    expect(restorable?.to?.getTime()).toBeGreaterThan(Date.now() - 6 * 60_000)
  })

  test('is not possible while automated backups are off', async () => {
    lab = await startRdsLab({ retentionDays: 0 })
    put('by-hand', 'available', { type: 'manual' })
    expect(await list()).toMatchObject({ restorable: null, backups: [{ state: 'complete' }] })
  })

  test('is known without its beginning when only that may not be asked', async () => {
    lab = await startRdsLab()
    lab.aws.faults.add({
      operation: 'DescribeDBInstanceAutomatedBackups',
      effect: { kind: 'denied' },
    })
    const { restorable } = await list()
    expect(restorable?.from).toBeNull()
    expect(restorable?.to).toBeInstanceOf(Date)
  })
})

describe('backing up now', () => {
  test('makes one snapshot however often the same operation asks', async () => {
    lab = await startRdsLab()
    const { backUpNow } = openRds(lab)
    const first = await backUpNow(everything, 'operation-1', signal())
    const second = await backUpNow(everything, 'operation-1', signal())
    expect(second).toEqual(first)
    await expect
      .poll(() => lab.aws.content.databases.listSnapshots(target.instance))
      .toMatchObject([{ id: first.externalId, type: 'manual', status: 'available' }])
    expect((await list()).backups[0]?.externalId).toBe(first.externalId)
  })

  test('makes another for another operation', async () => {
    lab = await startRdsLab()
    const { backUpNow } = openRds(lab)
    const first = await backUpNow(everything, 'operation-1', signal())
    const second = await backUpNow(everything, 'operation-2', signal())
    expect(second.externalId).not.toBe(first.externalId)
  })

  test.each(['accept-then-502', 'accept-then-reset'] as const)(
    'an answer lost by %s leaves the outcome open, and asking again finds what was made',
    async (kind) => {
      lab = await startRdsLab()
      lab.aws.faults.add({ operation: 'CreateDBSnapshot', times: 1, effect: { kind } })
      const { backUpNow } = openRds(lab)
      await expect(backUpNow(everything, 'operation-1', signal())).rejects.toMatchObject({
        failure: 'outcome_unknown',
      })
      const { externalId } = await backUpNow(everything, 'operation-1', signal())
      const made = lab.aws.content.databases.listSnapshots(target.instance)
      expect(made.map(({ id }) => id)).toEqual([externalId])
    },
  )
})

test('facts say where the database is, how it is kept and which engine runs', async () => {
  lab = await startRdsLab({ isPublic: true })
  const facts = await openRds(lab).facts.readFacts(signal())
  expect(Object.fromEntries(facts.map(({ name, value }) => [name, value]))).toMatchObject({
    region: 'eu-central-1',
    encrypted_at_rest: true,
    public_access: true,
    engine: 'postgres 17.5',
    state: 'available',
    certificate_expires_at: expect.stringMatching(/^20/),
  })
})

describe('an instance of an Aurora cluster', () => {
  const start = async () => {
    lab = await startRdsLab({ cluster: 'easysks' })
    await lab.aws.content.databases.keepSchedule()
  }

  test('has the snapshots of its cluster, and the window that the cluster can restore', async () => {
    await start()
    put('creating', 'creating')
    const { backups, restorable } = await list()
    expect(backups.map(({ state }) => state)).toEqual(['complete', 'running'])
    expect(restorable?.to).toBeInstanceOf(Date)
    expect(restorable?.from).toBeInstanceOf(Date)
    expect(lab.aws.ledger.list({ operation: 'DescribeDBSnapshots' })).toEqual([])
  })

  test('does not know how old the data of a copy is', async () => {
    await start()
    put('copy-1', 'available', { copyOf: 'arn:aws:rds:eu-west-1:1:cluster-snapshot:original' })
    const copy = (await list()).backups.find(({ externalId }) => externalId === 'copy-1')
    expect(copy).toMatchObject({ isCopy: true, madeAt: null })
  })

  test('is backed up as a cluster, once for the same operation', async () => {
    await start()
    const { backUpNow } = openRds(lab)
    const { externalId } = await backUpNow(everything, 'operation', signal())
    expect(await backUpNow(everything, 'operation', signal())).toEqual({ externalId })
    const made = (await list()).backups.filter((each) => each.externalId === externalId)
    expect(made).toHaveLength(1)
    expect(lab.aws.ledger.list({ operation: 'CreateDBSnapshot' })).toEqual([])
  })

  test('needs the rights of the cluster, and the policy names it', async () => {
    await start()
    const { checks, policy } = await createRdsAdapter({ target, ...lab.access }).checkAccess(
      signal(),
    )
    expect(checks.map(({ permission }) => permission)).toEqual([
      'rds:DescribeDBInstances',
      'rds:DescribeDBClusterSnapshots',
      'rds:DescribeDBClusters',
      'rds:CreateDBClusterSnapshot',
    ])
    expect(policy?.text).toContain(':cluster:easysks')
  })
})
