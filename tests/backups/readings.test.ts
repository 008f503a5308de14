import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  backupFactReader,
  backupListSchema,
  getStageBackups,
  listBackups,
  stageBackupsSchema,
} from '#lib/backups/index.ts'
import { toKeptListing } from '#lib/backups/listing.ts'
import { sweepBackups } from '#lib/backups/sweep.ts'
import { createContext, operatorContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { withTransaction } from '#lib/core/run-sql.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import type { BackupListing, BackupSource, FoundBackup } from '#lib/hosting/backup-port.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import {
  createPolicy,
  createRun,
  listRuns,
  readPolicy,
  readStageBackup,
  type TestPolicy,
} from './factory.ts'

useDatabase()

let policy: TestPolicy
beforeEach(async () => {
  policy = await createPolicy({ origin: { kind: 'source', source: 'db' } })
})

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

const found = (hours: number, part: Partial<FoundBackup> = {}): FoundBackup => ({
  externalId: `snapshot-${hours}`,
  state: 'complete',
  madeAt: hoursAgo(hours),
  finishedAt: hoursAgo(hours),
  sizeBytes: 1_000,
  place: 'rds',
  region: 'eu-central-1',
  isCopy: false,
  detail: null,
  ...part,
})

const key = () => ({ stageId: policy.stageId, source: 'db', fact: 'backups:nightly' })

/** Asks a source as the worker does, stores its answer or failure, and lets the domain project it. */
async function read(answer: Partial<BackupListing> | HostingError, observedAt = new Date()) {
  const source: BackupSource = {
    listBackups: async () => {
      if (answer instanceof HostingError) throw answer
      return { backups: [], restorable: null, truncated: false, ...answer }
    },
  }
  const adapter = { kind: 'aws-rds' as const, checkAccess: () => Promise.reject(), backups: source }
  const result = await backupFactReader
    .read(adapter, key(), new AbortController().signal)
    .then((value) => ({ value }))
    .catch((failure: HostingError) => ({ failure }))
  const columns =
    'value' in result
      ? { value: JSON.parse(JSON.stringify(result.value)), observedAt, failure: Prisma.DbNull }
      : { failure: { failure: result.failure.failure, message: result.failure.message } }
  await getDb().reading.upsert({
    where: { stageId_source_fact: key() },
    create: { ...key(), ...columns, ttlSeconds: 3_600, nextAt: new Date() },
    update: columns,
  })
  await withTransaction(getPool(), async (run) => backupFactReader.project?.(run, [key()]))
}

describe('a source that is read', () => {
  it('is asked for every policy that does not report itself', async () => {
    const heartbeat = await createPolicy({ beside: policy, slug: 'hourly' })
    const files = await createPolicy({
      beside: policy,
      slug: 'uploads',
      origin: { kind: 'host-files', path: '/var/backups' },
    })
    const { plan } = backupFactReader
    if (typeof plan !== 'function') throw new Error('The reader finds its own rows.')
    let rows: unknown
    await withTransaction(getPool(), async (run) => {
      rows = await plan(run, [{ stageId: policy.stageId, sources: [] }])
    })
    expect(heartbeat.stageId).toBe(files.stageId)
    expect(rows).toEqual(
      expect.arrayContaining([
        key(),
        { stageId: policy.stageId, source: 'platform', fact: 'backups:uploads' },
      ]),
    )
    expect(rows).toHaveLength(2)
  })

  it('makes its policy fresh, with its backups as runs', async () => {
    await read({ backups: [found(2), found(26)] })
    expect(await readPolicy(policy.id)).toMatchObject({ state: 'fresh' })
    expect(await listRuns(policy.id)).toMatchObject([
      { externalId: 'snapshot-2', state: 'complete', sizeBytes: 1_000n, region: 'eu-central-1' },
      { externalId: 'snapshot-26' },
    ])
    expect(await readStageBackup(policy.stageId)).toMatchObject({
      state: 'fresh',
      policy: 'nightly',
    })
  })

  it('read again with the same answer writes nothing twice', async () => {
    const backups = [found(2), found(2), found(26)]
    await read({ backups })
    await read({ backups })
    expect(await listRuns(policy.id)).toHaveLength(2)
  })

  it('that lists nothing is unknown, never fresh, and forgets nothing it knew', async () => {
    await read({ backups: [found(2)] })
    await read({ backups: [] })
    expect(await readPolicy(policy.id)).toMatchObject({ state: 'unknown', reason: 'source_empty' })
    expect(await listRuns(policy.id)).toMatchObject([{ state: 'complete' }])
  })

  it('that fails makes it unknown since then, with what was last known', async () => {
    await read({ backups: [found(2)] })
    const { newestAt } = await readPolicy(policy.id)
    await read(new HostingError('denied', 'Not allowed.'))
    expect(await readPolicy(policy.id)).toMatchObject({
      state: 'unknown',
      reason: 'source_failed',
      newestAt,
    })
    const view = await getStageBackups(operatorContext(), policy.address)
    expect(stageBackupsSchema.parse(view)).toEqual(view)
    expect(view.policies[0]).toMatchObject({
      asked: { source: 'db', failure: { failure: 'denied', message: 'Not allowed.' } },
      runs: [{ externalId: 'snapshot-2' }],
    })
    await read({ backups: [found(2)] })
    expect(await readPolicy(policy.id)).toMatchObject({ state: 'fresh', reason: null })
  })

  it('with point-in-time recovery is fresh without any snapshot', async () => {
    await read({ restorable: { from: hoursAgo(100), to: hoursAgo(0.1) } })
    expect(await readPolicy(policy.id)).toMatchObject({ state: 'fresh' })
  })

  it('whose list was cut off loses nothing by what it left out', async () => {
    await read({ backups: [found(2), found(26)] })
    await read({ backups: [found(2)], truncated: true })
    expect((await listRuns(policy.id)).map(({ state }) => state)).toEqual(['complete', 'complete'])
  })

  it('that lost a backup before its time is named', async () => {
    await getDb().backupPolicy.update({
      where: { id: policy.id },
      data: { retentionSeconds: 7 * 86_400 },
    })
    await read({ backups: [found(2), found(26)] })
    await read({ backups: [found(2)] })
    expect((await readPolicy(policy.id)).warnings).toMatchObject([{ reason: 'retention_violated' }])
    expect(await readStageBackup(policy.stageId)).toMatchObject({ warning: 'retention_violated' })
  })

  it('is kept inert, without secrets and within bounds', async () => {
    const detail = `failed \u001b[31mred\u0000 ghp_${'a'.repeat(36)}`
    await read({ backups: [found(1, { state: 'failed', detail, place: 'x'.repeat(5_000) })] })
    const [run] = await listRuns(policy.id)
    expect(run?.detail).not.toContain('ghp_')
    expect(run?.detail).toMatch(/^failed/)
    expect(run?.place).toHaveLength(1_000)
  })

  it('that lists thousands keeps the newest', () => {
    const backups = Array.from({ length: 3_000 }, (_, hours) => found(hours))
    const query = { since: hoursAgo(5_000), path: null, pattern: null }
    const kept = toKeptListing({ backups, restorable: null, truncated: false }, query)
    expect(kept.backups).toHaveLength(500)
    expect(kept.backups[0]?.externalId).toBe('snapshot-0')
    expect(kept.truncated).toBe(true)
  })

  it.each([
    ['a size below nothing', { sizeBytes: -1 }],
    ['a state that is none', { state: 'perfect' as 'complete' }],
    ['a time that is none', { madeAt: new Date('nonsense') }],
  ])('with %s is refused as a whole', (_, part) => {
    const query = { since: hoursAgo(500), path: null, pattern: null }
    const listing = { backups: [found(1, part)], restorable: null, truncated: false }
    expect(() => toKeptListing(listing, query)).toThrow()
  })
})

describe('time alone', () => {
  const sweepAt = (now: Date) => sweepBackups(new AbortController().signal, async () => now)

  it('makes a policy late, then missing, and the board hears of it', async () => {
    const reporting = await createPolicy()
    await getDb().backupRun.create({
      data: {
        policyId: reporting.id,
        externalId: 'a',
        state: 'complete',
        madeAt: new Date(),
        place: 'reported',
        seenAt: new Date(),
      },
    })
    const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    const states: unknown[] = []
    for (const hours of [0, 25.5, 27]) {
      await sweepAt(later(hours))
      states.push((await readStageBackup(reporting.stageId))?.state)
    }
    expect(states).toEqual(['fresh', 'late', 'missing'])
    const events = await getDb().event.findMany({
      where: { systemId: reporting.systemId, topic: 'board' },
    })
    expect(events).toHaveLength(3)
  })

  it('writes a policy that stays as it is without waking readers', async () => {
    const reporting = await createPolicy()
    const now = Date.now()
    await sweepAt(new Date(now))
    const before = await getDb().event.count()
    await sweepAt(new Date(now + 300_000))
    expect((await readStageBackup(reporting.stageId))?.observedAt).toBe(
      new Date(now + 300_000).toISOString(),
    )
    expect(await getDb().event.count()).toBe(before)
  })

  it('shows as unknown what no worker has judged for long', async () => {
    await read({ backups: [found(2)] })
    const ctx = createContext(
      { kind: 'user', id: 'u', name: 'u', grants: [{ role: 'viewer', scope: 'all' }] },
      { now: () => new Date(Date.now() + 1_200_000) },
    )
    const { items } = await listBackups(ctx, { system: policy.address.system })
    expect(items).toMatchObject([{ state: 'unknown', cause: { reason: 'not_judged_lately' } }])
  })

  it('takes the mark off the board when the last policy leaves the catalog', async () => {
    await read({ backups: [found(2)] })
    await getDb().backupPolicy.update({ where: { id: policy.id }, data: { removedAt: new Date() } })
    await sweepAt(new Date())
    expect(await readStageBackup(policy.stageId)).toBeNull()
  })
})

describe('the list over all systems', () => {
  it('shows the worst first, and only systems the reader may see', async () => {
    const mine = await createPolicy({ onStage: { team: 'web' } })
    const worse = await createPolicy({ beside: mine, slug: 'uploads' })
    const judged = { evaluatedAt: new Date(), stateSince: new Date() }
    await getDb().backupPolicy.update({
      where: { id: mine.id },
      data: { ...judged, state: 'fresh', newestAt: new Date() },
    })
    await getDb().backupPolicy.update({
      where: { id: worse.id },
      data: { ...judged, state: 'failed' },
    })
    const reader = createContext({
      kind: 'user',
      id: 'u',
      name: 'u',
      grants: [{ role: 'viewer', scope: { systems: [], teams: ['web'] } }],
    })
    const list = await listBackups(reader, {})
    expect(backupListSchema.parse(list)).toEqual(list)
    expect(list.items.map(({ slug, state }) => [slug, state])).toEqual([
      ['uploads', 'failed'],
      ['nightly', 'fresh'],
    ])
    expect(list.counts).toMatchObject({ failed: 1, fresh: 1, missing: 0 })
    expect((await listBackups(reader, { state: ['failed'] })).items).toHaveLength(1)
    await expect(listBackups(reader, { system: policy.address.system })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('a worker whose clock is off', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([-10, 10])('by %d minutes judges by the clock of the database', async (minutes) => {
    const reporting = await createPolicy({ everySeconds: 300, graceSeconds: 120, rpoSeconds: 600 })
    await createRun(reporting.id, 0, { madeAt: new Date(Date.now() - 60_000), externalId: 'a' })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 })
    await sweepBackups(new AbortController().signal)
    expect(await readPolicy(reporting.id)).toMatchObject({ state: 'fresh', warnings: [] })
  })
})
