import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { roles } from '#lib/core/permissions.ts'
import {
  checkAccessNow,
  deleteCredential,
  listAccess,
  listCredentials,
  rotateCredentials,
  setCredential,
} from '#lib/credentials/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { admin, asRole, canary } from './support.ts'

useDatabase()

const address = { platform: 'vercel', account: 'default' } as const
const token = canary()

const verbs: Readonly<Record<string, (ctx: Context) => Promise<unknown>>> = {
  setCredential: (ctx) => setCredential(ctx, address, { credential: { token: 'something-else' } }),
  deleteCredential: (ctx) => deleteCredential(ctx, address),
  rotateCredentials: (ctx) => rotateCredentials(ctx),
  listCredentials: (ctx) => listCredentials(ctx),
  listAccess: (ctx) => listAccess(ctx),
  checkAccessNow: (ctx) => checkAccessNow(ctx, {}),
}

beforeEach(() => setCredential(admin, address, { credential: { token } }))

describe.each(Object.entries(verbs))('%s', (_, call) => {
  it.each(roles.filter((role) => role !== 'admin'))('is refused to the role %s', async (role) => {
    const before = await getDb().credential.findMany()
    await expect(call(asRole(role))).rejects.toMatchObject({
      code: 'forbidden',
      details: { permission: 'credential:manage', role: 'admin' },
    })
    expect(await getDb().credential.findMany()).toEqual(before)
  })

  it('is allowed to admins', async () => {
    await call(asRole('admin'))
  })
})

it('a refused change is in the audit trail, without what was sent', async () => {
  await setCredential(asRole('lead'), address, { credential: { token } }).catch(() => undefined)
  const { outcome, permission, content } = await getDb().auditEntry.findFirstOrThrow({
    orderBy: { seq: 'desc' },
  })
  expect({ outcome, permission }).toEqual({ outcome: 'denied', permission: 'credential:manage' })
  expect(content).not.toContain(token)
})
