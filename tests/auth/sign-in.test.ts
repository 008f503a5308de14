import { beforeEach, describe, expect, it } from 'vitest'
import { authenticateRequest, findRefusal } from '#lib/auth/index.ts'
import { getDb } from '#lib/core/db.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { Browser } from './browser.ts'
import { portalUrl, provideIdentities } from './settings.ts'

const provider = provideIdentities()
useDatabase()

beforeEach(async () => {
  provider.people.clear()
  provider.calls.length = 0
  provider.membershipFailure = null
  await getDb().user.deleteMany()
  await getDb().$executeRaw`DELETE FROM rate_limit`
})

function whoIs(browser: Browser) {
  return authenticateRequest(
    new Request(portalUrl, { headers: { cookie: browser.cookieHeader() } }),
  )
}

function refusalOf(response: Response) {
  const location = new URL(response.headers.get('location') ?? '', portalUrl)
  return findRefusal(location.searchParams.get('refusal') ?? undefined)
}

describe('sign-in with GitHub', () => {
  it('gives a member of a mapped team a session with the role of that team', async () => {
    provider.add('emil', {
      id: 7,
      name: 'Emil',
      email: 'emil@acme.test',
      teams: { 'acme/engineers': 'active' },
    })
    provider.current = 'emil'
    const browser = new Browser(portalUrl)
    const response = await browser.signIn('github', '/systems/shop')
    expect(response.headers.get('location')).toBe(`${portalUrl}/systems/shop`)
    expect(await whoIs(browser)).toMatchObject({
      kind: 'user',
      name: 'Emil',
      grants: [{ role: 'engineer', scope: 'all' }],
    })
  })

  it('stores neither the session token nor the tokens of the provider', async () => {
    provider.add('emil', { id: 7, email: null, teams: { 'acme/engineers': 'active' } })
    provider.current = 'emil'
    const browser = new Browser(portalUrl)
    await browser.signIn('github')
    const session = await getDb().session.findFirstOrThrow()
    expect(session.sessionToken).not.toContain(browser.sessionCookie())
    expect(session.userAgent).toBe('Test browser')
    expect(await getDb().account.findFirstOrThrow()).toMatchObject({
      providerAccountId: '7',
      access_token: null,
      refresh_token: null,
      id_token: null,
    })
  })

  it('lets an account without any e-mail address in', async () => {
    provider.add('quiet', { id: 8, email: null, teams: { 'acme/viewers': 'active' } })
    provider.current = 'quiet'
    const browser = new Browser(portalUrl)
    await browser.signIn('github')
    expect(await whoIs(browser)).toMatchObject({ name: 'quiet' })
  })

  it('refuses somebody in no mapped team and names the teams that would do', async () => {
    provider.add('nora', { id: 9, email: null, teams: { 'acme/leads': 'pending' } })
    provider.current = 'nora'
    const browser = new Browser(portalUrl)
    const response = await browser.signIn('github')
    expect(refusalOf(response)).toMatchObject({
      reason: 'not_allowed',
      login: 'nora',
      found: [],
      pending: ['acme/leads'],
      needed: expect.arrayContaining(['acme/admins', 'acme/circle']),
    })
    expect(browser.sessionCookie()).toBeUndefined()
    expect(await getDb().user.count()).toBe(0)
  })

  it('refuses when GitHub cannot be asked about teams, instead of letting anybody in', async () => {
    provider.add('emil', { id: 7, email: null, teams: { 'acme/engineers': 'active' } })
    provider.current = 'emil'
    provider.membershipFailure = 502
    const response = await new Browser(portalUrl).signIn('github')
    expect(refusalOf(response)).toMatchObject({ reason: 'groups_unreadable' })
  })

  it('refuses a disabled user', async () => {
    provider.add('emil', { id: 7, email: null, teams: { 'acme/engineers': 'active' } })
    provider.current = 'emil'
    await new Browser(portalUrl).signIn('github')
    await getDb().user.updateMany({ data: { disabledAt: new Date() } })
    const browser = new Browser(portalUrl)
    expect(refusalOf(await browser.signIn('github'))).toMatchObject({ reason: 'disabled' })
    expect(browser.sessionCookie()).toBeUndefined()
  })

  it('does not link a second account with the same e-mail address', async () => {
    const teams = { 'acme/engineers': 'active' } as const
    provider.add('emil', { id: 7, email: 'emil@acme.test', teams })
    provider.add('other', { id: 70, email: 'emil@acme.test', teams })
    provider.current = 'emil'
    await new Browser(portalUrl).signIn('github')
    provider.current = 'other'
    const browser = new Browser(portalUrl)
    const response = await browser.signIn('github')
    expect(response.headers.get('location')).toContain('error=OAuthAccountNotLinked')
    expect(await getDb().account.count()).toBe(1)
    expect(browser.sessionCookie()).toBeUndefined()
  })

  it('does not link a second account to the person who is signed in', async () => {
    const teams = { 'acme/engineers': 'active' } as const
    provider.add('emil', { id: 7, email: null, teams })
    provider.add('second', { id: 71, email: null, teams })
    const browser = new Browser(portalUrl)
    provider.current = 'emil'
    await browser.signIn('github')
    const first = await whoIs(browser)
    provider.current = 'second'
    await browser.signIn('github')
    expect((await whoIs(browser))?.name).toBe('second')
    expect(await getDb().user.count()).toBe(2)
    expect(
      await getDb().session.count({ where: { userId: first?.kind === 'user' ? first.id : '' } }),
    ).toBe(0)
  })

  it('keeps a person who renamed their login and gives the old login to nobody', async () => {
    const teams = { 'acme/admins': 'active' } as const
    provider.add('emil', { id: 7, email: null, teams })
    provider.current = 'emil'
    await new Browser(portalUrl).signIn('github')
    provider.people.delete('emil')
    provider.add('emil-renamed', { id: 7, email: null, teams })
    provider.add('emil', { id: 99, email: null, teams: { 'acme/viewers': 'active' } })
    const squatter = new Browser(portalUrl)
    await squatter.signIn('github')
    provider.current = 'emil-renamed'
    const browser = new Browser(portalUrl)
    await browser.signIn('github')
    expect(await whoIs(squatter)).toMatchObject({ grants: [{ role: 'viewer' }] })
    expect(await whoIs(browser)).toMatchObject({ grants: [{ role: 'admin' }] })
    expect(await getDb().user.count()).toBe(2)
  })
})

describe('sign-in with OpenID Connect', () => {
  it('takes roles from the groups claim', async () => {
    provider.add('lena', {
      id: 3,
      name: 'Lena',
      email: null,
      teams: {},
      claims: { groups: ['acme/leads', 'other'] },
    })
    provider.current = 'lena'
    const browser = new Browser(portalUrl)
    await browser.signIn('oidc')
    expect(await whoIs(browser)).toMatchObject({ name: 'Lena', grants: [{ role: 'lead' }] })
  })

  it('says which groups were found when none of them has a role', async () => {
    provider.add('nora', { id: 4, email: null, teams: {}, claims: { groups: ['marketing'] } })
    provider.current = 'nora'
    const response = await new Browser(portalUrl).signIn('oidc')
    expect(refusalOf(response)).toMatchObject({ reason: 'not_allowed', found: ['marketing'] })
  })

  it('ignores an e-mail address that nobody verified', async () => {
    provider.add('mallory', {
      id: 5,
      email: 'emil@acme.test',
      teams: {},
      claims: { groups: ['acme/viewers'], email_verified: false },
    })
    provider.current = 'mallory'
    await new Browser(portalUrl).signIn('oidc')
    expect(await getDb().user.findFirstOrThrow()).toMatchObject({ email: null })
  })
})

describe('the sign-in endpoints', () => {
  it.each([
    ['//evil.test/x', portalUrl],
    ['https://evil.test', portalUrl],
    ['\\\\evil.test', portalUrl],
    ['javascript:alert(1)', portalUrl],
    [`http://user:pass@127.0.0.1:4321/`, portalUrl],
    ['/deployments?state=failed', `${portalUrl}/deployments?state=failed`],
  ])('lead from the callback address %s to %s', async (callbackUrl, expected) => {
    provider.add('emil', { id: 7, email: null, teams: { 'acme/engineers': 'active' } })
    provider.current = 'emil'
    const response = await new Browser(portalUrl).signIn('github', callbackUrl)
    expect(new URL(response.headers.get('location') ?? '').href).toBe(new URL(expected).href)
  })

  it('end the session at sign-out', async () => {
    provider.add('emil', { id: 7, email: null, teams: { 'acme/engineers': 'active' } })
    provider.current = 'emil'
    const browser = new Browser(portalUrl)
    await browser.signIn('github')
    const before = browser.cookieHeader()
    const { csrfToken } = await (await browser.call('csrf')).json()
    await browser.call('signout', { method: 'POST', body: { csrfToken, json: 'true' } })
    expect(await getDb().session.count()).toBe(0)
    expect(
      await authenticateRequest(new Request(portalUrl, { headers: { cookie: before } })),
    ).toBeNull()
  })

  it('refuse a start of sign-in that another site sent', async () => {
    const browser = new Browser(portalUrl)
    const { csrfToken } = await (await browser.call('csrf')).json()
    const start = (headers: Record<string, string>) =>
      browser.call('signin/github', { method: 'POST', body: { csrfToken }, headers })
    expect((await start({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await start({ 'content-type': 'text/plain' })).status).toBe(415)
    expect((await start({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
  })

  it('send people to the configured provider whatever host the request claims', async () => {
    const browser = new Browser(portalUrl)
    const { csrfToken } = await (await browser.call('csrf')).json()
    const response = await browser.call('signin/github', {
      method: 'POST',
      body: { csrfToken, json: 'true' },
      headers: { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' },
    })
    const { url } = await response.json()
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(
      `${portalUrl}/api/auth/callback/github`,
    )
  })

  it.each(['session', 'providers', '_log', 'callback/github/extra', ''])(
    'do not offer %s',
    async (path) => {
      expect((await new Browser(portalUrl).call(path)).status).toBe(404)
      expect((await new Browser(portalUrl).call(path, { method: 'POST', body: {} })).status).toBe(
        404,
      )
    },
  )

  it('answer 429 with Retry-After after too many attempts, whatever address the client claims', async () => {
    const browser = new Browser(portalUrl)
    const attempts = Array.from({ length: 121 }, (_, index) => index)
    const statuses: number[] = []
    for (const index of attempts) {
      const response = await browser.call('callback/github?code=x&state=y', {
        headers: { 'x-forwarded-for': `10.0.0.${index}` },
      })
      statuses.push(response.status)
      if (response.status === 429)
        expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(statuses.slice(0, 120)).not.toContain(429)
    expect(statuses.at(-1)).toBe(429)
  })
})
