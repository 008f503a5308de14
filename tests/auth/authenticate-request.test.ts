import { beforeEach, describe, expect, it } from 'vitest'
import { authenticateRequest, createApiToken, revokeApiToken } from '#lib/auth/index.ts'
import { operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { createPerson, type SignedInPerson } from '#tests/factories/people.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { portalUrl, provideIdentities } from './settings.ts'

const provider = provideIdentities()
useDatabase()

const minuteMs = 60_000

beforeEach(async () => {
  provider.people.clear()
  provider.calls.length = 0
  provider.membershipFailure = null
  await getDb().user.deleteMany()
})

const ask = (headers: Readonly<Record<string, string>> | SignedInPerson, method = 'GET') =>
  authenticateRequest(new Request(portalUrl, { method, headers: { ...headers } }))

const createToken = (input: Partial<Parameters<typeof createApiToken>[1]> = {}) =>
  createApiToken(operatorContext(), { name: 'ci', role: 'engineer', ...input })

describe('an API token', () => {
  it('acts with its role, narrowed to its systems', async () => {
    const scope = { systems: ['shop'], teams: [] }
    const { token, id } = await createToken({ scope })
    expect(await ask({ authorization: `Bearer ${token}` })).toEqual({
      kind: 'token',
      id,
      name: 'ci',
      grants: [{ role: 'engineer', scope }],
    })
  })

  it('is stored as a hash alone', async () => {
    const { token, id, prefix } = await createToken()
    const row = await getDb().apiToken.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify(row)).not.toContain(token.slice(12))
    expect(token.startsWith(prefix)).toBe(true)
  })

  it('is refused once revoked', async () => {
    const { token, id } = await createToken()
    await revokeApiToken(operatorContext(), id)
    expect(await ask({ authorization: `Bearer ${token}` })).toBeNull()
  })

  it('is refused once expired', async () => {
    const { token, id } = await createToken({ expiresInDays: 1 })
    await getDb().apiToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await ask({ authorization: `Bearer ${token}` })).toBeNull()
  })

  it('notes its use at most once a minute', async () => {
    const { token, id } = await createToken()
    const lastUse = async () =>
      (await getDb().apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt
    await ask({ authorization: `Bearer ${token}` })
    const first = await lastUse()
    await ask({ authorization: `Bearer ${token}` })
    expect(await lastUse()).toEqual(first)
    const old = new Date(Date.now() - 2 * minuteMs)
    await getDb().apiToken.update({ where: { id }, data: { lastUsedAt: old } })
    await ask({ authorization: `Bearer ${token}` })
    expect((await lastUse())?.getTime()).toBeGreaterThan(old.getTime())
  })

  it('with a wrong checksum is refused, however plausible', async () => {
    const { token } = await createToken()
    const wrong = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`
    expect(await ask({ authorization: `Bearer ${wrong}` })).toBeNull()
  })
})

describe('a malformed request', () => {
  it.each([
    'Bearer %',
    'Bearer',
    'Bearer  ',
    'Basic YTpi',
    'bearer leit_',
    `Bearer ${'x'.repeat(9_000)}`,
    '',
  ])(
    'with the authorization "%.20s" is nobody, even beside a good session',
    async (authorization) => {
      const { cookie } = await createPerson({ groups: ['acme/admins'] })
      expect(await ask({ authorization, cookie })).toBeNull()
    },
  )

  it.each([
    '%',
    '=',
    ';;;',
    'leitstand-4321.session',
    'leitstand-4321.session=%E0%A4%A',
    `a=${'x'.repeat(8_192)}`,
  ])('with the cookie "%.30s" is nobody', async (cookie) =>
    expect(await ask({ cookie })).toBeNull(),
  )
})

describe('a session', () => {
  it('is refused once expired, and for a disabled user', async () => {
    const person = await createPerson({ groups: ['acme/admins'] })
    expect(await ask(person)).toMatchObject({ kind: 'user', id: person.id })
    await getDb().user.update({ where: { id: person.id }, data: { disabledAt: new Date() } })
    expect(await ask(person)).toBeNull()
    await getDb().user.update({ where: { id: person.id }, data: { disabledAt: null } })
    await getDb().session.updateMany({ data: { expires: new Date(Date.now() - 1) } })
    expect(await ask(person)).toBeNull()
  })

  it('follows the stored groups at every call', async () => {
    const person = await createPerson({ groups: ['acme/admins'] })
    await getDb().userGroup.updateMany({ data: { group: 'acme/viewers' } })
    expect(await ask(person)).toMatchObject({ grants: [{ role: 'viewer' }] })
    await getDb().userGroup.deleteMany()
    expect(await ask(person)).toBeNull()
  })

  it('asks GitHub nothing for reading, nor for a change while the groups are fresh', async () => {
    const old = await createPerson({ groups: ['acme/admins'], groupsAgeMs: 20 * minuteMs })
    const fresh = await createPerson({ groups: ['acme/admins'], groupsAgeMs: 10 * minuteMs })
    await ask(old)
    await ask(fresh, 'POST')
    expect(provider.calls).toEqual([])
  })

  it('asks again before a change when the groups are older than 15 minutes', async () => {
    const groups = ['acme/admins']
    const person = await createPerson({ name: 'ada', groups, groupsAgeMs: 16 * minuteMs })
    provider.add('ada', {
      id: Number(person.accountId),
      email: null,
      teams: { 'acme/viewers': 'active' },
    })
    expect(await ask(person, 'POST')).toMatchObject({ grants: [{ role: 'viewer', scope: 'all' }] })
  })

  it('ends for somebody who left every team, at their next change', async () => {
    const person = await createPerson({
      name: 'ada',
      groups: ['acme/admins'],
      groupsAgeMs: 16 * minuteMs,
    })
    provider.add('ada', { id: Number(person.accountId), email: null, teams: {} })
    expect(await ask(person, 'POST')).toBeNull()
    expect(await getDb().session.count()).toBe(0)
  })

  it('ends when the login belongs to another account by now', async () => {
    const person = await createPerson({
      name: 'ada',
      groups: ['acme/admins'],
      groupsAgeMs: 16 * minuteMs,
    })
    provider.add('ada', {
      id: Number(person.accountId) + 1,
      email: null,
      teams: { 'acme/admins': 'active' },
    })
    expect(await ask(person, 'POST')).toBeNull()
  })

  it('still allows changes while GitHub is away for less than four hours', async () => {
    const person = await createPerson({
      groups: ['acme/engineers'],
      groupsAgeMs: 3 * 60 * minuteMs,
    })
    provider.membershipFailure = 502
    expect(await ask(person, 'POST')).toMatchObject({ grants: [{ role: 'engineer' }] })
    const { groupsFailure } = await getDb().user.findUniqueOrThrow({ where: { id: person.id } })
    expect(groupsFailure).toMatch(/GitHub could not be asked/)
  })

  it('refuses changes and allows only looking once GitHub was away for four hours', async () => {
    const person = await createPerson({ groups: ['acme/admins'], groupsAgeMs: 4 * 60 * minuteMs })
    provider.membershipFailure = 502
    await expect(ask(person, 'POST')).rejects.toMatchObject({
      code: 'unavailable',
      reason: 'groups_unconfirmed',
    })
    expect(await ask(person)).toMatchObject({ grants: [{ role: 'viewer' }] })
  })

  it('asks once for many changes at the same moment', async () => {
    const groups = ['acme/admins']
    const person = await createPerson({ name: 'ada', groups, groupsAgeMs: 16 * minuteMs })
    provider.add('ada', {
      id: Number(person.accountId),
      email: null,
      teams: { 'acme/admins': 'active' },
    })
    await Promise.all(Array.from({ length: 20 }, () => ask(person, 'POST')))
    expect(provider.calls.filter((call) => call === 'GET /api/users/ada')).toHaveLength(1)
  })

  it('of an OpenID Connect account asks for a new sign-in before a change after four hours', async () => {
    const person = await createPerson({ groups: ['acme/admins'], groupsAgeMs: 5 * 60 * minuteMs })
    await getDb().account.updateMany({ data: { provider: 'oidc' } })
    await expect(ask(person, 'POST')).rejects.toMatchObject({ reason: 'sign_in_again' })
  })
})
