import { beforeEach, describe, expect, it } from 'vitest'
import {
  getStageBackups,
  requestBackup,
  requestedBackupSchema,
  stageBackupsSchema,
} from '#lib/backups/index.ts'
import { sendRequest } from '#lib/backups/requests/send-request.ts'
import { sweepBackups } from '#lib/backups/sweep.ts'
import { createContext, jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import type { Role } from '#lib/core/permissions.ts'
import { HostingError, type HostingFailure } from '#lib/hosting/failure.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createPolicy, createRun, type TestPolicy } from './factory.ts'

useDatabase()

const person = (role: Role, name = 'emil') =>
  createContext({ kind: 'user', id: name, name, grants: [{ role, scope: 'all' }] })

let policy: TestPolicy
beforeEach(async () => {
  policy = await createSourced('staging')
})

async function createSourced(risk: 'staging' | 'production') {
  const created = await createPolicy({
    onStage: { risk },
    origin: { kind: 'source', source: 'db' },
  })
  await getDb().stage.update({
    where: { id: created.stageId },
    data: {
      sources: [{ kind: 'aws-rds', slug: 'db', region: 'eu-central-1', instance: 'shop' }],
    },
  })
  return created
}

const listRequests = (of = policy) =>
  getDb().backupRequest.findMany({ where: { policyId: of.id }, orderBy: { createdAt: 'asc' } })

/** A source that counts what it is sent. */
function createSource(answer: () => Promise<{ externalId: string | null }>) {
  const keys: string[] = []
  const query = { since: new Date(0), path: null, pattern: null }
  const source = {
    listBackups: async () => ({ backups: [], restorable: null, truncated: false }),
    backUpNow: (_: unknown, key: string) => {
      keys.push(key)
      return answer()
    },
  }
  return { keys, open: async () => ({ source, query }) }
}

const send = (id: string, { open }: ReturnType<typeof createSource>) =>
  sendRequest(jobContext('test'), id, new AbortController().signal, open)

const sweep = (now = new Date()) => sweepBackups(new AbortController().signal, async () => now)

describe('a backup on demand', () => {
  it('is an intent and an audit entry before anything is sent, then one call', async () => {
    const requested = await requestBackup(person('engineer'), policy.address)
    expect(requestedBackupSchema.parse(requested)).toEqual(requested)
    const { id, isNew } = requested
    expect(isNew).toBe(true)
    expect(await listRequests()).toMatchObject([{ state: 'queued', sentAt: null }])
    const entry = await getDb().auditEntry.findFirst({
      where: { action: 'backup.make', stageId: policy.stageId },
    })
    expect(entry).toMatchObject({ actorName: 'emil', outcome: 'allowed' })
    const source = createSource(async () => ({ externalId: 'snapshot-1' }))
    await send(id, source)
    expect(source.keys).toEqual([id])
    expect(await listRequests()).toMatchObject([{ state: 'running', externalId: 'snapshot-1' }])
  })

  it('is sent once, however often its job runs and however many workers take it', async () => {
    const { id } = await requestBackup(person('engineer'), policy.address)
    const source = createSource(async () => ({ externalId: 'snapshot-1' }))
    await Promise.all([1, 2, 3, 4, 5].map(() => send(id, source)))
    await send(id, source)
    expect(source.keys).toEqual([id])
  })

  it('asked for by twenty people at once is one', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        requestBackup(person('engineer', `person-${index}`), policy.address),
      ),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const losers = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(losers.every(({ reason }) => reason === 'backup_active')).toBe(true)
    expect(await listRequests()).toHaveLength(1)
  })

  it('asked for again with the same key is the same one', async () => {
    const ctx = person('engineer')
    const first = await requestBackup(ctx, policy.address, 'key-12345')
    const again = await requestBackup(ctx, policy.address, 'key-12345')
    expect(again).toEqual({ id: first.id, isNew: false })
  })

  it('is for engineers on staging, and for leads on production', async () => {
    const production = await createSourced('production')
    await expect(requestBackup(person('viewer'), policy.address)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(requestBackup(person('engineer'), production.address)).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await requestBackup(person('lead'), production.address)).toMatchObject({ isNew: true })
    expect(await listRequests(production)).toHaveLength(1)
  })

  it('is refused where the source makes none', async () => {
    const reporting = await createPolicy({ onStage: { risk: 'staging' } })
    await expect(requestBackup(person('engineer'), reporting.address)).rejects.toMatchObject({
      reason: 'backup_unsupported',
    })
  })
})

describe('the answer of the source', () => {
  const failing = (failure: HostingFailure) =>
    createSource(() => Promise.reject(new HostingError(failure, `It said ${failure}.`)))

  it.each(['denied', 'rejected', 'throttled', 'unsupported', 'not_configured'] as const)(
    '%s says that nothing was begun',
    async (failure) => {
      const { id } = await requestBackup(person('engineer'), policy.address)
      await send(id, failing(failure))
      expect(await listRequests()).toMatchObject([
        { state: 'not_started', reason: failure, finishedAt: expect.any(Date) },
      ])
    },
  )

  it.each([
    ['outcome_unknown', failing('outcome_unknown')],
    ['timed_out', failing('timed_out')],
    ['invalid_answer', failing('invalid_answer')],
    ['a crash', createSource(() => Promise.reject(new TypeError('boom')))],
  ])('%s leaves it open, and is never sent again', async (_, source) => {
    const { id } = await requestBackup(person('engineer'), policy.address)
    await send(id, source)
    expect(await listRequests()).toMatchObject([{ state: 'unknown', finishedAt: null }])
    await send(id, source)
    await sweep(new Date(Date.now() + 3_600_000))
    expect(source.keys.filter((key) => key === id)).toHaveLength(1)
    await expect(requestBackup(person('engineer'), policy.address)).rejects.toMatchObject({
      reason: 'backup_active',
    })
  })
})

describe('what became of a call in doubt', () => {
  const minutes = (count: number) => new Date(Date.now() + count * 60_000)

  async function sendInDoubt() {
    const { id } = await requestBackup(person('engineer'), policy.address)
    await send(
      id,
      createSource(() => Promise.reject(new HostingError('outcome_unknown', 'Who knows.'))),
    )
  }

  it('is found in the list of its source', async () => {
    await createRun(policy.id, 5)
    await sendInDoubt()
    await createRun(policy.id, 0, { externalId: 'snapshot-9', state: 'running' })
    await sweep()
    expect(await listRequests()).toMatchObject([{ state: 'running', externalId: 'snapshot-9' }])
    await getDb().backupRun.updateMany({
      where: { externalId: 'snapshot-9' },
      data: { state: 'complete' },
    })
    await sweep()
    expect(await listRequests()).toMatchObject([
      { state: 'complete', externalId: 'snapshot-9', finishedAt: expect.any(Date) },
    ])
  })

  it('was not begun when a list taken long after has none of its time', async () => {
    await createRun(policy.id, 5)
    await sendInDoubt()
    await getDb().backupPolicy.update({ where: { id: policy.id }, data: { listedAt: minutes(10) } })
    await sweep(minutes(10))
    expect(await listRequests()).toMatchObject([{ state: 'unknown' }])
    await getDb().backupPolicy.update({ where: { id: policy.id }, data: { listedAt: minutes(16) } })
    await sweep(minutes(16))
    expect(await listRequests()).toMatchObject([{ state: 'not_started', reason: 'not_listed' }])
  })

  it('of a worker that died while sending is in doubt, too', async () => {
    await requestBackup(person('engineer'), policy.address)
    await getDb().backupRequest.updateMany({ data: { state: 'sending', sentAt: new Date() } })
    await sweep(minutes(1))
    expect(await listRequests()).toMatchObject([{ state: 'sending' }])
    await sweep(minutes(3))
    expect(await listRequests()).toMatchObject([{ state: 'unknown', reason: 'worker_gone' }])
  })

  it('is shown on the page of the stage', async () => {
    await sendInDoubt()
    const view = await getStageBackups(person('engineer'), policy.address)
    expect(stageBackupsSchema.parse(view)).toEqual(view)
    const { policies, may } = view
    expect(may.backUpNow).toBe(true)
    expect(policies).toMatchObject([
      { canBackUpNow: true, request: { state: 'unknown', requestedBy: 'emil' } },
    ])
  })
})
