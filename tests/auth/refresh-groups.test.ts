import { beforeEach, describe, expect, it } from 'vitest'
import { refreshGroups } from '#lib/auth/refresh-groups.ts'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { createPerson } from '#tests/factories/people.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { provideIdentities } from './settings.ts'

const provider = provideIdentities()
useDatabase()

beforeEach(async () => {
  provider.people.clear()
  provider.calls.length = 0
  provider.membershipFailure = null
  await getDb().user.deleteMany()
})

const refresh = () => refreshGroups(jobContext('test'), AbortSignal.timeout(5_000))
const groupsOf = async (userId: string) =>
  (await getDb().userGroup.findMany({ where: { userId }, orderBy: { group: 'asc' } })).map(
    ({ group }) => group,
  )

describe('refreshGroups', () => {
  it('stores the teams of everybody signed in and ends the sessions of those in none', async () => {
    const stays = await createPerson({ name: 'ada', groups: ['acme/admins'], groupsAgeMs: 60_000 })
    const leaves = await createPerson({ name: 'leo', groups: ['acme/leads'], groupsAgeMs: 60_000 })
    provider.add('ada', {
      id: Number(stays.accountId),
      email: null,
      teams: { 'acme/engineers': 'active', 'acme/circle': 'active', 'acme/admins': 'pending' },
    })
    provider.add('leo', { id: Number(leaves.accountId), email: null, teams: {} })
    await refresh()
    expect(await groupsOf(stays.id)).toEqual(['acme/circle', 'acme/engineers'])
    expect(await groupsOf(leaves.id)).toEqual([])
    expect(await getDb().session.findMany()).toMatchObject([{ userId: stays.id }])
  })

  it('recognises people by account id after they renamed their login', async () => {
    const person = await createPerson({
      name: 'old-login',
      groups: ['acme/admins'],
      groupsAgeMs: 60_000,
    })
    provider.add('new-login', {
      id: Number(person.accountId),
      email: null,
      teams: { 'acme/admins': 'active' },
    })
    await refresh()
    expect(await groupsOf(person.id)).toEqual(['acme/admins'])
  })

  it('asks once per team, however many people are signed in', async () => {
    await Promise.all(Array.from({ length: 8 }, () => createPerson({ groups: ['acme/leads'] })))
    await refresh()
    expect(provider.calls).toHaveLength(5)
  })

  it('keeps groups and their age, and says why, when GitHub does not answer', async () => {
    const person = await createPerson({ groups: ['acme/admins'], groupsAgeMs: 60_000 })
    const before = await getDb().user.findUniqueOrThrow({ where: { id: person.id } })
    provider.membershipFailure = 500
    await refresh()
    const after = await getDb().user.findUniqueOrThrow({ where: { id: person.id } })
    expect(await groupsOf(person.id)).toEqual(['acme/admins'])
    expect(after.groupsObservedAt).toEqual(before.groupsObservedAt)
    expect(after.groupsFailure).toMatch(/GitHub/)
  })

  it('asks nothing while nobody is signed in', async () => {
    await refresh()
    expect(provider.calls).toEqual([])
  })
})
