import { request as httpRequest } from 'node:http'
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { Access } from '../access/matrix.ts'
import { pages } from '../access/matrix.ts'
import { type Login, openAs } from './setup/people.ts'
import { getPortalUnderTest } from './setup/portal-under-test.ts'

const roleOf = { vera: 'viewer', emil: 'engineer', lena: 'lead', ada: 'admin' } as const
const ranks = ['viewer', 'engineer', 'lead', 'admin']
const logins = ['vera', 'emil', 'lena', 'ada', 'otto'] as const satisfies readonly Login[]

/** A system that everybody with a role everywhere sees and the engineer of the team `circle` does not. */
const segments: Record<string, string> = {
  system: 'mvp',
  stage: 'staging',
  deployment: '00000000-0000-4000-8000-000000000000',
  id: 'DEC-020',
}

test.beforeAll(async ({ browser }) => {
  const page = await openAs(browser, 'ada')
  const read = async (path: string) => (await page.request.get(`/api/v1${path}`)).json()
  segments.spike = (await read('/decisions/DEC-020/spikes')).spikes[0].id
  segments.checklist = (await read('/checklists?system=easysks')).items[0].id
  await page.context().close()
})

/** What they are for needs a role to write; readers are told so. */
const formPages = new Set(['/decisions/[id]/edit', '/decisions/import', '/decisions/new'])

const protectedPages = Object.entries(pages).filter(([, access]) => access.kind !== 'open')

function toPath(address: string): string {
  return address.replace(/\[(\w+)\]/g, (_, name: string) => segments[name] ?? name)
}

type Seen = 'shown' | 'explained' | 'hidden'

/**
 * What a reader gets to see. Told by the words of the page, not by its status: that was sent before a page below a
 * loading state can know that there is nothing to show.
 */
function toExpected(access: Access, login: (typeof logins)[number], address: string): Seen {
  // No deployment has this id, whoever asks.
  if (address.includes('[deployment]')) return 'hidden'
  if (login === 'vera' && formPages.has(address)) return 'explained'
  if (access.kind !== 'portal' && access.kind !== 'system') return 'shown'
  if (login === 'otto') return access.kind === 'system' ? 'hidden' : 'explained'
  return ranks.indexOf(roleOf[login]) >= ranks.indexOf(access.role) ? 'shown' : 'explained'
}

async function readSeen(page: Page): Promise<Seen> {
  const hidden = page.getByText('This does not exist, or you may not see it.').first()
  const explained = page
    .getByText(/^This needs the role|^Only people whose role counts for all systems/)
    .first()
  const shown = page.getByRole('main').locator('h1, h2, p, table').first()
  await expect(shown.or(hidden).or(explained).first()).toBeVisible()
  if (await hidden.isVisible()) return 'hidden'
  return (await explained.isVisible()) ? 'explained' : 'shown'
}

test('every page sends nobody to the sign-in page and back to itself', async ({ request }) => {
  for (const [address] of protectedPages) {
    const path = toPath(address)
    const response = await request.get(path, { maxRedirects: 0 })
    expect(response.status(), path).toBe(307)
    const target = new URL(response.headers().location ?? '', 'http://portal')
    expect(target.pathname, path).toBe('/sign-in')
    if (path !== '/') expect(target.searchParams.get('callbackUrl')).toBe(path)
    expect(await response.text(), path).not.toContain('easysks')
  }
})

for (const login of logins) {
  test(`every page answers ${login} as the matrix says`, async ({ browser }) => {
    const page = await openAs(browser, login)
    for (const [address, access] of protectedPages) {
      const path = toPath(address)
      const response = await page.goto(path)
      expect(response?.status(), path).toBeLessThan(500)
      expect(new URL(page.url()).pathname, path).not.toBe('/sign-in')
      expect(await readSeen(page), path).toBe(toExpected(access, login, address))
    }
    await page.context().close()
  })
}

const disguises = [
  [
    'the header that once skipped checks',
    '/',
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  ],
  ['the same for a source folder', '/', { 'x-middleware-subrequest': 'src/middleware' }],
  ['a request for page data', '/?_rsc=1', { rsc: '1' }],
  [
    'a prefetch of a segment',
    '/',
    { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  ],
  ['a suffix for page data', '/settings/tokens.rsc', {}],
  ['an injected parameter', '/systems/mvp?nxtPsystem=easysks', {}],
  ['an encoded slash', '/settings%2Ftokens', {}],
  ['doubled slashes', '//settings//tokens', {}],
  ['dots', '/settings/./../settings/tokens', {}],
  ['a host with a dot at its end', '/settings/tokens', { host: 'localhost.' }],
  [
    'forged forwarded headers',
    '/settings/tokens',
    { 'x-forwarded-host': 'evil.test', 'x-forwarded-for': '127.0.0.1' },
  ],
  ['a cookie of 8 kB', '/settings/tokens', { cookie: `a=${'x'.repeat(8_192)}` }],
  ['a malformed bearer', '/settings/tokens', { authorization: 'Bearer %' }],
] as const

for (const [name, path, headers] of disguises) {
  test(`${name} does not get nobody past the sign-in`, async () => {
    const { status, body, location } = await send(path, headers)
    expect([301, 307, 308, 400, 404, 431], `status ${status}`).toContain(status)
    expect(location ?? '').not.toContain('evil.test')
    expect(body).not.toMatch(/leit_|LifetimeCircle|WhatsGoNow/)
  })
}

const apiDisguises = [
  '/api/v1/board',
  '//api/v1/board',
  '/api//v1/board',
  '/api%2Fv1%2Fboard',
  '/api/v1/board/',
  '/api/v1/%62oard',
  '/api/v1/board?nxtPsystem=mvp',
  '/api/v1/systems/mvp',
  '/api/v1/systems/mvp%2F..%2Feasysks',
] as const

for (const path of apiDisguises) {
  test(`${path} tells nobody anything`, async () => {
    const { status, body } = await send(path, { 'x-middleware-subrequest': 'proxy:proxy:proxy' })
    expect([308, 400, 401, 404], `status ${status}`).toContain(status)
    expect(body).not.toMatch(/easysks|stages/)
  })
}

test('the image optimiser answers nobody with an image', async ({ request }) => {
  const response = await request.get('/_next/image?url=%2Ficon.svg&w=64&q=75')
  expect(response.headers()['content-type'] ?? '').not.toContain('image/')
})

test('a change from another site is refused, whatever it claims to be', async ({ browser }) => {
  const page = await openAs(browser, 'ada')
  const { request } = page.context()
  const disguised: readonly Record<string, string>[] = [
    { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' },
    { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
    { 'content-type': 'application/json', origin: 'https://evil.test' },
  ]
  for (const headers of disguised) {
    expect([403, 415]).toContain(await postToken(request, headers))
  }
  await page.context().close()
})

async function postToken(request: APIRequestContext, headers: Record<string, string>) {
  const data = JSON.stringify({ name: 'stolen', role: 'admin' })
  return (await request.post('/api/v1/tokens', { headers, data })).status()
}

interface Answer {
  readonly status: number
  readonly location: string | null
  readonly body: string
}

/** A request sent exactly as written: other clients would tidy the path and the host. */
function send(path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const { port } = getPortalUnderTest()
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? null,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}
