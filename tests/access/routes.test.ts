import { afterAll, describe, expect, it } from 'vitest'
import { createApiToken } from '#lib/auth/index.ts'
import { operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { roles } from '#lib/core/permissions.ts'
import { shutDownHub } from '#lib/events/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { provideIdentities } from '../auth/settings.ts'
import { callRoute } from './call-route.ts'
import { createFixtures } from './fixtures.ts'
import { type Access, routes } from './matrix.ts'
import { personas, signInAs, toExpected } from './personas.ts'

provideIdentities()
useDatabase()
afterAll(() => shutDownHub())

const walked = Object.entries(routes)
  .filter(([, { access }]) => access.kind !== 'own-guard')
  .map(([route, { access, ...sent }]) => ({ route, access, sent }))
const guarded = walked.filter(({ access }) => access.kind !== 'open')
const changing = guarded.filter(({ route }) => !route.startsWith('GET'))

/** What an answer says about access; the rest is for the tests of the verb. */
function toOutcome(access: Access, status: number) {
  const isRefusal = status === 401 || status === 403 || (access.kind === 'system' && status === 404)
  return isRefusal ? status : 'allowed'
}

describe.each(walked)('$route', ({ route, access, sent }) => {
  it.each(personas)('answers %s as the matrix says', async (persona) => {
    const caller = await signInAs(persona)
    const fixtures = await createFixtures(caller)
    const headers: Record<string, string> = caller ? { cookie: caller.cookie } : {}
    const { status } = await callRoute({ route, fixtures, headers, ...sent })
    expect(toOutcome(access, status), `status ${status}`).toBe(toExpected(access, persona))
    // 503 when what the verb asks next is not there in this test; 500 would be a mistake of ours.
    expect(status).not.toBe(500)
  })
})

describe.each(guarded.filter(({ access }) => access.kind !== 'person'))(
  '$route with an API token',
  ({ route, access, sent }) => {
    it.each(roles)('answers the role %s as a person of that role', async (role) => {
      const fixtures = await createFixtures(null)
      const { token } = await createApiToken(operatorContext(), { name: 'ci', role })
      const headers = { authorization: `Bearer ${token}` }
      const { status } = await callRoute({ route, fixtures, headers, ...sent })
      // Pins belong to a person's board, drafts to a person.
      const isPersonal = route.endsWith('/pin') || /^(?:PUT|DELETE) .*\/draft$/.test(route)
      const expected = isPersonal ? 403 : toExpected(access, role)
      expect(toOutcome(access, status), `status ${status}`).toBe(expected)
    })

    it('does not exist or is forbidden for a token narrowed to another team', async () => {
      const fixtures = await createFixtures(null)
      const scope = { systems: [], teams: ['circle'] }
      const input = { name: 'ci', role: 'admin', scope } as const
      const { token } = await createApiToken(operatorContext(), input)
      const headers = { authorization: `Bearer ${token}` }
      const { status } = await callRoute({ route, fixtures, headers, ...sent })
      expect(toOutcome(access, status), `status ${status}`).toBe(toExpected(access, 'other-team'))
    })
  },
)

describe.each(guarded)('$route', ({ route, sent }) => {
  it.each([
    ['a malformed bearer', { authorization: 'Bearer %' }],
    ['a bearer that is no token', { authorization: 'Bearer leit_nonsense' }],
    ['another scheme', { authorization: 'Basic YWRhOmFkYQ==' }],
    ['a cookie of 8 kB', { cookie: `leitstand-4321.session=${'x'.repeat(8_192)}` }],
    ['a cookie that cannot be decoded', { cookie: 'leitstand-4321.session=%E0%A4%A' }],
    ['the header that once skipped checks', { 'x-middleware-subrequest': 'proxy:proxy:proxy' }],
    [
      'forged forwarded headers',
      { 'x-forwarded-host': 'localhost', 'x-forwarded-for': '127.0.0.1' },
    ],
  ])('answers 401 to %s', async (_, headers) => {
    const fixtures = await createFixtures(null)
    const { status } = await callRoute({ route, fixtures, headers, ...sent })
    expect(status).toBe(401)
  })
})

describe.each(changing)('$route with a session', ({ route, sent }) => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin of the same site', { 'sec-fetch-site': 'same-site' }],
    [
      'a browser that does not say, with another origin',
      { 'sec-fetch-site': '', origin: 'https://evil.test' },
    ],
    ['text/plain', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no content type', { 'content-type': '' }],
  ])('refuses a change from %s', async (_, headers) => {
    const caller = await signInAs('admin')
    const fixtures = await createFixtures(caller)
    const before = await getDb().auditEntry.count()
    const { status } = await callRoute({
      route,
      fixtures,
      ...sent,
      headers: { cookie: caller?.cookie ?? '', ...headers },
    })
    expect([403, 415]).toContain(status)
    expect(await getDb().auditEntry.count()).toBe(before)
  })
})
