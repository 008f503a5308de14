import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createContext, operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { findPinnedFingerprint } from '#lib/hosting/host-keys/find-pinned-fingerprint.ts'
import {
  forgetHostKey,
  listHostKeys,
  listHosts,
  readHostKey,
  trustHostKey,
} from '#lib/hosting/index.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const one = `SHA256:${'A'.repeat(43)}`
const other = `SHA256:${'b/+'.repeat(14)}c`
const person = (role: 'lead' | 'admin') =>
  createContext({ kind: 'user', id: 'u', name: 'Ada', grants: [{ role, scope: 'all' }] })
const entries = () =>
  getDb().auditEntry.findMany({ where: { action: 'host-key.trust' }, orderBy: { seq: 'asc' } })

describe('the key of a host', () => {
  beforeEach(async () => {
    await getDb().hostKey.deleteMany()
    await getDb().stage.updateMany({ data: { removedAt: new Date() } })
  })
  afterEach(() => getDb().hostKey.deleteMany())

  test('is unknown until an admin trusts it', async () => {
    expect(await findPinnedFingerprint({ host: 'app.example', port: 22 })).toBeNull()
    await trustHostKey(person('admin'), { host: 'App.Example', fingerprint: one })
    expect(await findPinnedFingerprint({ host: 'app.example', port: 22 })).toBe(one)
    expect(await findPinnedFingerprint({ host: 'app.example', port: 2222 })).toBeNull()
    expect(await listHostKeys(person('admin'))).toEqual([
      expect.objectContaining({ host: 'app.example', port: 22, fingerprint: one, pinnedBy: 'Ada' }),
    ])
  })

  test('is replaced by an admin, and the trail holds the old one and the new one', async () => {
    await trustHostKey(operatorContext(), { host: 'app.example', fingerprint: one })
    await trustHostKey(person('admin'), { host: 'app.example', fingerprint: other })
    const [newest] = (await entries()).slice(-1)
    expect(newest).toMatchObject({
      entityKind: 'host',
      entityId: 'app.example:22',
      actorName: 'Ada',
      permission: 'host-key:trust',
    })
    expect(JSON.parse(newest?.content ?? '')).toEqual({
      before: { fingerprint: one },
      after: { fingerprint: other },
    })
  })

  test('that is trusted already is not trusted once more', async () => {
    await trustHostKey(operatorContext(), { host: 'app.example', fingerprint: one })
    const before = (await entries()).length
    await trustHostKey(person('admin'), { host: 'app.example', fingerprint: one })
    expect((await entries()).length).toBe(before)
    expect((await listHostKeys(operatorContext()))[0]?.pinnedBy).toBe('command line')
  })

  test('is nothing a lead may trust or look at', async () => {
    const lead = person('lead')
    await expect(
      trustHostKey(lead, { host: 'app.example', fingerprint: one }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listHostKeys(lead)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await findPinnedFingerprint({ host: 'app.example', port: 22 })).toBeNull()
  })

  test.each([
    { host: 'app.example', fingerprint: 'SHA256:short' },
    { host: 'app.example', fingerprint: `MD5:${'A'.repeat(43)}` },
    { host: 'app example', fingerprint: one },
    { host: 'app.example', port: 0, fingerprint: one },
  ])('is not %j', async (input) => {
    await expect(trustHostKey(operatorContext(), input)).rejects.toBeTruthy()
    expect(await getDb().hostKey.count()).toBe(0)
  })

  test('is not replaced when somebody else decided meanwhile', async () => {
    const input = { host: 'app.example', fingerprint: other }
    await trustHostKey(person('admin'), { ...input, replaces: null, fingerprint: one })
    await expect(trustHostKey(person('admin'), { ...input, replaces: null })).rejects.toMatchObject(
      { code: 'conflict', reason: 'host_key_decided' },
    )
    expect((await trustHostKey(person('admin'), { ...input, replaces: one })).fingerprint).toBe(
      other,
    )
  })

  test('is forgotten by an admin alone, and the trail holds it', async () => {
    const address = { host: 'app.example' }
    await trustHostKey(operatorContext(), { ...address, fingerprint: one })
    await expect(forgetHostKey(person('lead'), address)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await forgetHostKey(person('admin'), address)
    expect(await findPinnedFingerprint({ host: 'app.example', port: 22 })).toBeNull()
    const entry = await getDb().auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } })
    expect(entry).toMatchObject({ action: 'host-key.forget', entityId: 'app.example:22' })
    expect(JSON.parse(entry.content)).toEqual({ before: { fingerprint: one }, after: null })
    await expect(forgetHostKey(person('admin'), address)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('is asked for first where a stage needs it, then where it changed', async () => {
    const [fresh, changed] = await Promise.all([
      createHostedStage('z-new.example'),
      createHostedStage('changed.example'),
    ])
    await trustHostKey(operatorContext(), { host: 'a-trusted.example', fingerprint: one })
    await trustHostKey(operatorContext(), { host: 'changed.example', fingerprint: one })
    const since = new Date().toISOString()
    const failure = { failure: 'host_key_changed', message: 'm', since }
    await getDb().reading.create({
      data: {
        ...{ stageId: changed.id, source: 'platform', fact: 'release' },
        ...{ failure: { ...failure, permission: null, identity: null, retryAfterSeconds: null } },
        ...{ ttlSeconds: 60, nextAt: new Date() },
      },
    })
    const hosts = await listHosts(person('admin'))
    expect(hosts.map(({ host, refusedSince }) => [host, refusedSince])).toEqual([
      ['z-new.example', null],
      ['changed.example', since],
      ['a-trusted.example', null],
    ])
    expect(hosts[0]).toMatchObject({
      pinned: null,
      usedBy: [{ system: { slug: fresh.system.slug }, stage: { slug: fresh.slug } }],
    })
    await expect(listHosts(person('lead'))).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is read only from hosts that the catalog names or somebody trusted, and only for an admin', async () => {
    const address = { host: 'elsewhere.example' }
    await expect(readHostKey(person('admin'), address)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(readHostKey(person('lead'), address)).rejects.toMatchObject({ code: 'forbidden' })
    await createHostedStage('127.0.0.1')
    await expect(readHostKey(person('admin'), { host: '127.0.0.1' })).rejects.toMatchObject({
      code: 'unavailable',
      reason: 'platform_not_configured',
    })
  })
})

async function createHostedStage(host: string) {
  const stage = await createStage()
  await getDb().stage.update({
    where: { id: stage.id },
    data: { hostingKind: 'single-host', hostingTarget: { host: host.toUpperCase() } },
  })
  return stage
}
