import { beforeEach, describe, expect, it } from 'vitest'
import { findRefusal, type Refusal } from '#lib/auth/index.ts'
import { toRefusalUrl } from '#lib/auth/sign-in/refusal.ts'
import { getDb } from '#lib/core/db.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { Browser } from './browser.ts'
import { provideIdentities } from './settings.ts'

const portalUrl = 'https://leitstand.example.test'
const provider = provideIdentities({
  NEXTAUTH_URL: portalUrl,
  SIGN_INS_PER_MINUTE: '3',
  CLIENT_ADDRESS_HEADER: 'x-real-ip',
})
useDatabase()

beforeEach(async () => {
  await getDb().$executeRaw`DELETE FROM rate_limit`
})

describe('over https', () => {
  it('every cookie is bound to this host, sent over https alone, and hidden from scripts', async () => {
    provider.add('emil', { id: 7, email: null, teams: { 'acme/engineers': 'active' } })
    provider.current = 'emil'
    const browser = new Browser(portalUrl)
    const set = [await browser.call('csrf'), await browser.signIn('github')].flatMap((response) =>
      response.headers.getSetCookie(),
    )
    expect(browser.sessionCookie()).toBeDefined()
    expect(set.length).toBeGreaterThan(2)
    for (const cookie of set) {
      expect(cookie).toMatch(/^__Host-leitstand\./)
      expect(cookie).toMatch(/; Secure/)
      expect(cookie).toMatch(/; HttpOnly/)
      expect(cookie).toMatch(/; SameSite=Lax/)
      expect(cookie).toMatch(/; Path=\/(;|$)/)
      expect(cookie).not.toMatch(/; Domain=/)
    }
  })
})

describe('attempts to sign in', () => {
  const attempt = async (address: string) =>
    (
      await new Browser(portalUrl).call('callback/github?code=x&state=y', {
        headers: { 'x-real-ip': address, 'x-forwarded-for': String(Math.random()) },
      })
    ).status

  it("count apart for the addresses that the operator's proxy vouches for", async () => {
    for (let count = 0; count < 3; count += 1) expect(await attempt('192.0.2.1')).toBe(302)
    expect(await attempt('192.0.2.1')).toBe(429)
    expect(await attempt('192.0.2.2')).toBe(302)
  })

  it('are refused while nobody can count them', async () => {
    await getDb().$executeRaw`ALTER TABLE rate_limit RENAME TO rate_limit_gone`
    try {
      expect(await attempt('192.0.2.3')).toBeGreaterThanOrEqual(500)
    } finally {
      await getDb().$executeRaw`ALTER TABLE rate_limit_gone RENAME TO rate_limit`
    }
  })
})

describe('the explanation of a refusal', () => {
  const refusal: Refusal = {
    reason: 'not_allowed',
    provider: 'github',
    login: 'nora',
    found: [],
    needed: ['acme/viewers'],
    pending: [],
    failure: null,
  }
  const parameter = () => new URL(toRefusalUrl(refusal)).searchParams.get('refusal') ?? ''

  it('reaches the sign-in page as it was written', () => {
    expect(findRefusal(parameter())).toEqual(refusal)
  })

  it('is nothing anybody else can write', () => {
    const [, signature] = parameter().split('.')
    const forged = Buffer.from(JSON.stringify({ ...refusal, login: 'call 0900' })).toString(
      'base64url',
    )
    for (const text of [undefined, '', '.', forged, `${forged}.`, `${forged}.${signature}`]) {
      expect(findRefusal(text)).toBeNull()
    }
  })
})
