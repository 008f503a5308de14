import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { SettingsError } from '#lib/core/errors.ts'
import {
  listCredentials,
  readCredential,
  requireEncryptionKeys,
  rotateCredentials,
  setCredential,
} from '#lib/credentials/index.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { admin, canary, newKey, withKeys } from './support.ts'

useDatabase()
beforeEach(async () => {
  await getDb().credential.deleteMany()
})

const [k1, k2] = [newKey('k1'), newKey('k2')]
const setToken = (account: string, token = canary()) =>
  setCredential(admin, { platform: 'vercel', account }, { credential: { token } })
const read = (account: string) => readCredential('vercel', account)
const rows = () => getDb().credential.findMany({ orderBy: { account: 'asc' } })

describe('a ciphertext', () => {
  it.each(['ciphertext and key', 'ciphertext'])(
    'moved to another record does not decrypt: %s',
    async (moved) => {
      await setToken('one')
      await setToken('two')
      const [one, two] = await rows()
      if (!one || !two) throw new Error('Both were stored.')
      const { ciphertext, nonce, wrappedKey } = one
      const data =
        moved === 'ciphertext' ? { ciphertext, nonce } : { ciphertext, nonce, wrappedKey }
      await getDb().credential.update({ where: { id: two.id }, data })
      await expect(read('two')).rejects.toMatchObject({ failure: 'not_configured' })
      expect((await listCredentials(admin)).credentials.map(({ state }) => state)).toEqual([
        'usable',
        'damaged',
      ])
    },
  )

  it.each(['account', 'platform'])('does not decrypt under another %s', async (column) => {
    await setToken('one')
    const where = { platform_account: { platform: 'vercel', account: 'one' } }
    const data = { [column]: column === 'account' ? 'two' : 'sentry' }
    await getDb().credential.update({ where, data })
    const moved = column === 'account' ? read('two') : readCredential('sentry', 'one')
    await expect(moved).rejects.toBeInstanceOf(HostingError)
  })

  it('with one bit changed does not decrypt', async () => {
    await setToken('one')
    const [row] = await rows()
    if (!row) throw new Error('It was stored.')
    row.ciphertext[0] = (row.ciphertext[0] ?? 0) ^ 1
    await getDb().credential.update({ where: { id: row.id }, data: { ciphertext: row.ciphertext } })
    await expect(read('one')).rejects.toBeInstanceOf(HostingError)
  })
})

describe('a rotation', () => {
  it('leaves nothing under the older key, and every secret readable without it', async () => {
    const tokens = ['a', 'b', 'c'].map((account) => [account, canary()] as const)
    await withKeys(k1, () =>
      Promise.all(tokens.map(([account, token]) => setToken(account, token))),
    )
    const before = await rows()
    const done = await withKeys(`${k2},${k1}`, () => rotateCredentials(admin))
    expect(done).toEqual({ keyId: 'k2', rotated: 3, unchanged: 0, left: [] })
    expect(await getDb().credential.count({ where: { keyId: { not: 'k2' } } })).toBe(0)
    await withKeys(k2, async () => {
      for (const [account, token] of tokens) expect(await read(account)).toEqual({ token })
    })
    const ages = (list: typeof before) =>
      list.map(({ updatedAt, updatedBy }) => [updatedAt, updatedBy])
    expect(ages(await rows())).toEqual(ages(before))
  })

  it('may be repeated', async () => {
    await withKeys(k1, () => setToken('a'))
    await withKeys(`${k2},${k1}`, () => rotateCredentials(admin))
    const entries = await getDb().auditEntry.count()
    const again = await withKeys(k2, () => rotateCredentials(admin))
    expect(again).toEqual({ keyId: 'k2', rotated: 0, unchanged: 1, left: [] })
    expect(await getDb().auditEntry.count()).toBe(entries)
  })

  it('counts what it could not open and leaves it untouched', async () => {
    await withKeys(k1, () => setToken('a'))
    const before = await rows()
    const done = await withKeys(k2, () => rotateCredentials(admin))
    expect(done).toMatchObject({ rotated: 0, left: [{ keyId: 'k1', count: 1 }] })
    expect(await rows()).toEqual(before)
  })
})

describe('at the start of a process', () => {
  it('keys that open everything are accepted', async () => {
    await withKeys(k1, () => setToken('a'))
    await withKeys(`${k2},${k1}`, () => requireEncryptionKeys())
  })

  it('another key under the same id is refused by name, and nothing is overwritten', async () => {
    await withKeys(k1, () => setToken('a'))
    const before = await rows()
    await withKeys(newKey('k1'), async () => {
      await expect(requireEncryptionKeys()).rejects.toBeInstanceOf(SettingsError)
      await expect(requireEncryptionKeys()).rejects.toThrow(/under the id "k1"/)
      await expect(setToken('b')).rejects.toMatchObject({ reason: 'encryption_key_wrong' })
      await expect(setToken('a')).rejects.toMatchObject({ reason: 'encryption_key_wrong' })
    })
    expect(await rows()).toEqual(before)
  })

  it('a missing key stops nothing, and its credentials say which key they need', async () => {
    const token = canary()
    await withKeys(k1, () => setToken('a', token))
    const before = await rows()
    await withKeys(k2, async () => {
      await requireEncryptionKeys()
      await expect(read('a')).rejects.toThrow(/encrypted with the key "k1"/)
      expect((await listCredentials(admin)).credentials).toMatchObject([
        { state: 'key_missing', keyId: 'k1' },
      ])
    })
    expect(await rows()).toEqual(before)
    expect(await withKeys(`${k2},${k1}`, () => read('a'))).toEqual({ token })
  })

  it('a record that was tampered with does not keep the others from being used', async () => {
    await withKeys(k1, async () => {
      await setToken('a')
      await setToken('b')
      await getDb().credential.updateMany({ where: { account: 'b' }, data: { account: 'c' } })
      await requireEncryptionKeys()
    })
  })
})
