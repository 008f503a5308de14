import { beforeEach, describe, expect, it } from 'vitest'
import {
  authenticateRequest,
  createApiToken,
  disableUser,
  enableUser,
  endSession,
  endUserSessions,
  getAccount,
  listApiTokens,
  listUsers,
  revokeApiToken,
} from '#lib/auth/index.ts'
import { type Context, createContext, operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { createPerson, type SignedInPerson } from '#tests/factories/people.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { portalUrl, provideIdentities } from './settings.ts'

provideIdentities()
useDatabase()

beforeEach(async () => {
  await getDb().user.deleteMany()
  await getDb().apiToken.deleteMany()
})

async function contextOf(person: SignedInPerson): Promise<Context> {
  const actor = await authenticateRequest(new Request(portalUrl, { headers: { ...person } }))
  if (!actor) throw new Error('This person is not signed in.')
  return createContext(actor)
}

const lastAudit = () => getDb().auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } })

describe('disableUser', () => {
  it('keeps somebody out at once and records who did it', async () => {
    const ada = await createPerson({ name: 'ada', groups: ['acme/admins'] })
    const emil = await createPerson({ name: 'emil', groups: ['acme/engineers'] })
    const ctx = await contextOf(ada)
    await disableUser(ctx, emil.id)
    await expect(contextOf(emil)).rejects.toThrow()
    expect(await lastAudit()).toMatchObject({
      action: 'user.disable',
      actorName: 'ada',
      entityId: emil.id,
      outcome: 'allowed',
    })
    await enableUser(ctx, emil.id)
    expect((await listUsers(ctx)).find(({ id }) => id === emil.id)).toMatchObject({
      disabledAt: null,
      sessionCount: 0,
    })
  })

  it('refuses the last admin', async () => {
    const ada = await createPerson({ groups: ['acme/admins'] })
    await expect(disableUser(operatorContext(), ada.id)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'last_admin',
    })
  })

  it('leaves one of two admins who disable each other at the same moment', async () => {
    const people = [
      await createPerson({ groups: ['acme/admins'] }),
      await createPerson({ groups: ['acme/admins'] }),
    ]
    const [first, second] = await Promise.all(people.map(contextOf))
    if (!first || !second) throw new Error('Both are signed in.')
    const results = await Promise.allSettled([
      disableUser(first, people[1]?.id ?? ''),
      disableUser(second, people[0]?.id ?? ''),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await getDb().user.count({ where: { disabledAt: null } })).toBe(1)
  })

  it('does not count an admin of one team as somebody who could let others in', async () => {
    const ada = await createPerson({ groups: ['acme/admins'] })
    await createPerson({ groups: ['acme/circle'] })
    await expect(disableUser(operatorContext(), ada.id)).rejects.toMatchObject({
      reason: 'last_admin',
    })
  })
})

describe('what only admins may do', () => {
  it.each(['acme/viewers', 'acme/engineers', 'acme/leads', 'acme/circle'])(
    'is refused to a member of %s, and the attempt is recorded',
    async (group) => {
      const ctx = await contextOf(await createPerson({ name: 'mia', groups: [group] }))
      const target = await createPerson({ groups: ['acme/admins'] })
      const attempts = [
        () => listUsers(ctx),
        () => listApiTokens(ctx),
        () => disableUser(ctx, target.id),
        () => enableUser(ctx, target.id),
        () => endUserSessions(ctx, target.id),
        () => createApiToken(ctx, { name: 'mine', role: 'admin' }),
        () => revokeApiToken(ctx, target.id),
      ]
      for (const attempt of attempts) {
        await expect(attempt()).rejects.toMatchObject({ code: 'forbidden', reason: 'role_missing' })
      }
      expect(await lastAudit()).toMatchObject({ outcome: 'denied', actorName: 'mia' })
      expect(await getDb().apiToken.count()).toBe(0)
      expect(await getDb().session.count()).toBe(2)
    },
  )
})

describe('sessions', () => {
  it('are shown to their owner, the present one marked, without their tokens', async () => {
    const ada = await createPerson({ groups: ['acme/viewers'] })
    const account = await getAccount(await contextOf(ada), ada.sessionToken)
    expect(account.sessions).toMatchObject([{ isCurrent: true }])
    expect(account.roles).toEqual([{ role: 'viewer', scope: 'all', group: 'acme/viewers' }])
    expect(JSON.stringify(account)).not.toContain(ada.sessionToken)
  })

  it('of somebody else do not exist for a person', async () => {
    const otto = await createPerson({ groups: ['acme/circle'] })
    await createPerson({ groups: ['acme/viewers'] })
    const others = await getDb().session.findFirstOrThrow({ where: { userId: { not: otto.id } } })
    const ctx = await contextOf(otto)
    await expect(endSession(ctx, others.id)).rejects.toMatchObject({ code: 'not_found' })
    const own = await getDb().session.findFirstOrThrow({ where: { userId: otto.id } })
    await endSession(ctx, own.id)
    expect(await getDb().session.count()).toBe(1)
  })

  it('are ended by an admin everywhere at once', async () => {
    const ada = await createPerson({ groups: ['acme/admins'] })
    const emil = await createPerson({ groups: ['acme/engineers'] })
    expect(await endUserSessions(await contextOf(ada), emil.id)).toBe(1)
    await expect(contextOf(emil)).rejects.toThrow()
  })
})

describe('API tokens', () => {
  it('are listed with their state and never with the token', async () => {
    const ctx = operatorContext()
    const { token, id } = await createApiToken(ctx, { name: 'ci', role: 'engineer' })
    await revokeApiToken(ctx, id)
    await createApiToken(ctx, { name: 'old', role: 'viewer', expiresInDays: 1 })
    await getDb().apiToken.updateMany({ where: { name: 'old' }, data: { expiresAt: new Date(0) } })
    const tokens = await listApiTokens(ctx)
    expect(tokens.map(({ name, state }) => [name, state])).toEqual([
      ['old', 'expired'],
      ['ci', 'revoked'],
    ])
    expect(JSON.stringify(tokens)).not.toContain(token.slice(12))
  })

  it('leave no trace of the token in the audit trail', async () => {
    const { token } = await createApiToken(operatorContext(), { name: 'ci', role: 'lead' })
    const entry = await lastAudit()
    expect(entry).toMatchObject({ action: 'token.create', actorKind: 'operator' })
    expect(entry.content).not.toContain(token.slice(5, 20))
  })

  it.each([
    [{ name: ' ', role: 'viewer' }, /empty/],
    [{ name: 'x', role: 'owner' }, /Invalid option/],
    [{ name: 'x', role: 'viewer', scope: { systems: [], teams: [] } }, /name a system or team/],
    [{ name: 'x', role: 'viewer', expiresInDays: 0 }, />=1/],
    [{ name: 'x', role: 'viewer', admin: true }, /Unrecognized key/],
  ])('are refused for the input %j', async (input, reason) => {
    // Safe because the point is what happens to input of the wrong type.
    const wrong = input as Parameters<typeof createApiToken>[1]
    await expect(createApiToken(operatorContext(), wrong)).rejects.toThrow(reason)
    expect(await getDb().apiToken.count()).toBe(0)
  })

  it('can be revoked twice without a second entry', async () => {
    const { id } = await createApiToken(operatorContext(), { name: 'ci', role: 'lead' })
    await revokeApiToken(operatorContext(), id)
    const entries = await getDb().auditEntry.count()
    await revokeApiToken(operatorContext(), id)
    expect(await getDb().auditEntry.count()).toBe(entries)
  })
})
