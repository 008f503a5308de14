import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createContext, operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { findPinnedFingerprint } from '#lib/hosting/host-keys/find-pinned-fingerprint.ts'
import { listHostKeys, trustHostKey } from '#lib/hosting/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const one = `SHA256:${'A'.repeat(43)}`
const other = `SHA256:${'b/+'.repeat(14)}c`
const person = (role: 'lead' | 'admin') =>
  createContext({ kind: 'user', id: 'u', name: 'Ada', grants: [{ role, scope: 'all' }] })
const entries = () =>
  getDb().auditEntry.findMany({ where: { action: 'host-key.trust' }, orderBy: { seq: 'asc' } })

describe('the key of a host', () => {
  beforeEach(() => getDb().hostKey.deleteMany())
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
})
