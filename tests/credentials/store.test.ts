import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import {
  deleteCredential,
  listCredentials,
  readCredential,
  setCredential,
} from '#lib/credentials/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { admin, canary, createConnectedStage, createPrivateKey, dumpDatabase } from './support.ts'

useDatabase()
beforeEach(async () => {
  await getDb().credential.deleteMany()
})

const vercel = { platform: 'vercel', account: 'default' } as const
const setToken = (token: string, account = 'default') =>
  setCredential(admin, { platform: 'vercel', account }, { credential: { token } })

describe('a stored credential', () => {
  it('comes back to an adapter as it was given, and to nobody else', async () => {
    const token = canary()
    const stored = await setToken(token)
    expect(await readCredential('vercel', 'default')).toEqual({ token })
    expect(JSON.stringify([stored, await listCredentials(admin)])).not.toContain(token)
  })

  it.each([
    ['aws', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: canary() }],
    ['aws', { roleArn: 'arn:aws:iam::123456789012:role/leitstand', externalId: 'portal-7' }],
    ['aws', {}],
    ['digitalocean', { token: `dop_v1_${'0f'.repeat(32)}` }],
    ['single-host', { privateKey: createPrivateKey().private }],
    [
      'single-host',
      { privateKey: createPrivateKey('open sesame').private, passphrase: 'open sesame' },
    ],
    ['supabase', { token: canary() }],
    ['uptimerobot', { token: canary() }],
    ['sentry', { token: canary() }],
  ] as const)('of %s survives the round trip', async (platform, credential) => {
    await setCredential(admin, { platform, account: 'main' }, { credential: { ...credential } })
    expect(await readCredential(platform, 'main')).toEqual(credential)
  })

  it('is null for an account without one', async () => {
    expect(await readCredential('vercel', 'nobody')).toBeNull()
  })

  it('stands in no table, in no form a reader would recognise, whatever happened to it', async () => {
    const tokens = [canary(), canary()]
    const key = createPrivateKey().private
    for (const token of tokens) await setToken(token)
    await setToken(canary(), 'gone')
    await deleteCredential(admin, { platform: 'vercel', account: 'gone' })
    const host = { platform: 'single-host', account: 'default' } as const
    await setCredential(admin, host, { credential: { privateKey: key } })
    const dump = await dumpDatabase()
    expect(dump).toContain('credential.set')
    for (const secret of [...tokens, key, ...key.split('\n').slice(1, -2)]) {
      const bytes = Buffer.from(secret)
      for (const form of [secret, bytes.toString('hex'), bytes.toString('base64').slice(0, -4)]) {
        expect(dump.includes(form)).toBe(false)
      }
    }
  })

  it('leaves no key material in the audit trail, not even its last characters', async () => {
    const token = canary()
    await setToken(token)
    await setToken(canary())
    await deleteCredential(admin, vercel)
    const entries = await getDb().auditEntry.findMany({
      where: { entityId: 'vercel/default' },
      orderBy: { seq: 'desc' },
      take: 3,
    })
    expect(entries.map(({ action }) => action)).toEqual([
      'credential.delete',
      'credential.set',
      'credential.set',
    ])
    const text = JSON.stringify(entries, (_, value) => (typeof value === 'bigint' ? '' : value))
    expect(text).not.toContain(token.slice(-4))
    expect(text).toContain('token')
  })

  it('is masked in log lines once it was set or read', async () => {
    const token = canary()
    await setToken(token)
    expect(redactSecrets(`sent ${token}`)).toBe('sent •••')
  })

  it('is replaced without a trace of the one before', async () => {
    await setToken(canary())
    const before = await getDb().credential.findFirstOrThrow()
    const next = canary()
    await setToken(next)
    const after = await getDb().credential.findFirstOrThrow()
    expect(after.id).toBe(before.id)
    expect(await readCredential('vercel', 'default')).toEqual({ token: next })
    expect(Buffer.compare(after.ciphertext, before.ciphertext)).not.toBe(0)
    expect(Buffer.compare(after.nonce, before.nonce)).not.toBe(0)
  })

  it('set by two people at once is the one of them, whole', async () => {
    const tokens = [canary(), canary(), canary()]
    await Promise.all(tokens.map((token) => setToken(token)))
    expect(await getDb().credential.count()).toBe(1)
    expect(tokens).toContain((await readCredential('vercel', 'default'))?.token)
  })
})

describe('what may be known of a credential', () => {
  it.each([
    ['vercel', { token: 'abcdefghijklmnop1234' }, '…1234'],
    ['vercel', { token: 'short-1234' }, '…'],
    ['aws', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' }, '…MPLE'],
    ['aws', { roleArn: 'arn:aws:iam::123456789012:role/l' }, 'arn:aws:iam::123456789012:role/l'],
    ['aws', {}, null],
  ] as const)('is for %s a hint that is no secret', async (platform, credential, hint) => {
    const address = { platform, account: 'default' }
    const stored = await setCredential(admin, address, { credential: { ...credential } })
    expect(stored.hint).toBe(hint)
  })

  it('is for an SSH key the fingerprint of its public half', async () => {
    const { hint } = await setCredential(
      admin,
      { platform: 'single-host', account: 'default' },
      { credential: { privateKey: createPrivateKey().private } },
    )
    expect(hint).toMatch(/^ssh-ed25519 SHA256:[A-Za-z0-9+/]{43}$/)
  })

  it('names the stages that use it, and the accounts nobody stored anything for', async () => {
    const { system } = await createConnectedStage({
      hostingKind: 'aws-ecs',
      hostingTarget: {
        region: 'eu-central-1',
        accountAlias: 'shop',
        vercel: { components: ['web'] },
      },
      sources: [{ kind: 'aws-rds', slug: 'db', accountAlias: 'shop' }],
      logs: [
        { kind: 'aws-cloudwatch', slug: 'api' },
        { kind: 'push', slug: 'agent' },
      ],
    })
    await setCredential(admin, { platform: 'aws', account: 'shop' }, { credential: {} })
    const { credentials, needed } = await listCredentials(admin)
    const toText = (one: (typeof needed)[number]) =>
      `${one.platform}/${one.account}: ${one.usedBy.map((use) => `${use.system.slug} ${use.sources}`)}`
    expect(credentials.map(toText)).toEqual([`aws/shop: ${system.slug} platform,db`])
    expect(needed.map(toText)).toEqual([
      `vercel/default: ${system.slug} vercel`,
      `aws/default: ${system.slug} api`,
    ])
    await getDb().stage.updateMany({ data: { removedAt: new Date() } })
    expect((await listCredentials(admin)).credentials[0]?.usedBy).toEqual([])
  })
})

describe('deleting a credential', () => {
  it('is refused while a stage uses it, naming the stage', async () => {
    const { name } = await createConnectedStage({ hostingKind: 'vercel', hostingTarget: {} })
    await setToken(canary())
    await expect(deleteCredential(admin, vercel)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'credential_in_use',
      details: { stages: [name] },
    })
    expect(await getDb().credential.count()).toBe(1)
    await getDb().stage.updateMany({ data: { removedAt: new Date() } })
    await deleteCredential(admin, vercel)
    expect(await readCredential('vercel', 'default')).toBeNull()
  })

  it('that is not there says so', async () => {
    await expect(deleteCredential(admin, vercel)).rejects.toMatchObject({ code: 'not_found' })
  })
})
