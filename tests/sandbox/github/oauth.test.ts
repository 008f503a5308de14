import { createHash } from 'node:crypto'
import { Octokit } from 'octokit'
import { describe, expect, it } from 'vitest'
import type { GitHubServer } from '#sandbox/github/index.ts'
import { startTestGitHub } from './support/start.ts'

const redirectUri = 'http://127.0.0.1:3000/api/auth/callback/github'
const client = { client_id: 'Iv1.sandbox', client_secret: 'a-secret' }
const request = { client_id: client.client_id, redirect_uri: redirectUri, state: 'a state & more' }

function openPage({ webUrl }: GitHubServer, changes: Record<string, string> = {}, language = 'en') {
  const query = new URLSearchParams({ ...request, ...changes })
  return fetch(`${webUrl}/login/oauth/authorize?${query}`, {
    headers: { 'accept-language': language },
  })
}

/** Presses the button of an account. */
function choose({ webUrl }: GitHubServer, login: string, changes: Record<string, string> = {}) {
  const body = new URLSearchParams({ ...request, ...changes, login })
  return fetch(`${webUrl}/login/oauth/authorize`, { method: 'POST', body, redirect: 'manual' })
}

async function getCode(server: GitHubServer, changes: Record<string, string> = {}) {
  const location = new URL((await choose(server, 'emil', changes)).headers.get('location') ?? '')
  return location.searchParams.get('code') ?? ''
}

async function exchange({ webUrl }: GitHubServer, fields: Record<string, string>) {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const body = JSON.stringify({ ...client, ...fields })
  const response = await fetch(`${webUrl}/login/oauth/access_token`, {
    method: 'POST',
    headers,
    body,
  })
  return (await response.json()) as Record<string, string>
}

describe('the sign-in page', () => {
  it('offers every account with what it may do, in the language of the browser', async () => {
    const { server } = await startTestGitHub()
    const english = await (await openPage(server)).text()
    const german = await (await openPage(server, {}, 'de-DE,de;q=0.9,en;q=0.8')).text()
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('Role of lena')
    expect(german).toContain('<html lang="de">')
    expect(german).toContain('Rolle von lena')
    expect(german.match(/<button /g)).toHaveLength(3)
  })

  it('writes what it was sent as text, never as markup', async () => {
    const { server } = await startTestGitHub()
    const content = await (await openPage(server, { state: '"><script>alert(1)</script>' })).text()
    expect(content).not.toContain('<script>')
    expect(content).toContain('&quot;&gt;&lt;script&gt;')
  })

  it.each([
    ['an unknown client', { client_id: 'other' }],
    ['a redirect elsewhere', { redirect_uri: 'https://evil.example/callback' }],
    ['a redirect that is no address', { redirect_uri: 'nowhere' }],
    ['a plain challenge', { code_challenge: 'x', code_challenge_method: 'plain' }],
  ])('refuses %s before and after the choice', async (_, changes) => {
    const { server } = await startTestGitHub()
    expect((await openPage(server, changes)).status).toBe(404)
    expect((await choose(server, 'emil', changes)).status).toBe(404)
  })
})

describe('the code', () => {
  it('comes back with the state and turns into a token of the chosen account, once', async () => {
    const { server } = await startTestGitHub()
    const location = new URL((await choose(server, 'lena')).headers.get('location') ?? '')
    expect(location.href.startsWith(redirectUri)).toBe(true)
    expect(location.searchParams.get('state')).toBe(request.state)
    const code = location.searchParams.get('code') ?? ''
    const granted = await exchange(server, { code, redirect_uri: redirectUri })
    expect(granted).toMatchObject({
      token_type: 'bearer',
      access_token: expect.stringMatching(/^gho_/),
    })
    const octokit = new Octokit({ auth: granted.access_token, baseUrl: server.apiUrl })
    expect((await octokit.rest.users.getAuthenticated()).data.login).toBe('lena')
    expect(await exchange(server, { code })).toMatchObject({ error: 'bad_verification_code' })
  })

  it('is worth nothing with a wrong secret, another redirect or an unknown account', async () => {
    const { server } = await startTestGitHub()
    expect(
      await exchange(server, { code: await getCode(server), client_secret: 'wrong' }),
    ).toMatchObject({ error: 'incorrect_client_credentials' })
    expect(
      await exchange(server, { code: await getCode(server), redirect_uri: `${redirectUri}x` }),
    ).toMatchObject({ error: 'redirect_uri_mismatch' })
    expect((await choose(server, 'stranger')).status).toBe(404)
  })

  it('needs the verifier when it was asked for with a challenge', async () => {
    const { server } = await startTestGitHub()
    const verifier = 'a-verifier-that-is-long-enough-to-be-one-0123456789'
    const pkce = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }
    expect(await exchange(server, { code: await getCode(server, pkce) })).toMatchObject({
      error: 'bad_verification_code',
    })
    const granted = await exchange(server, {
      code: await getCode(server, pkce),
      code_verifier: verifier,
    })
    expect(granted.access_token).toBeDefined()
  })

  it('is exchanged by a form with the credentials in a header as well', async () => {
    const { server } = await startTestGitHub()
    const response = await fetch(`${server.webUrl}/login/oauth/access_token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${client.client_id}:${client.client_secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ code: await getCode(server), grant_type: 'authorization_code' }),
    })
    expect(response.headers.get('content-type')).toContain('application/x-www-form-urlencoded')
    expect(new URLSearchParams(await response.text()).get('access_token')).toMatch(/^gho_/)
  })

  it('is in no entry of the ledger', async () => {
    const { server } = await startTestGitHub()
    await exchange(server, { code: await getCode(server) })
    const entries = server.ledger.list(({ path }) => path.startsWith('/login/'))
    expect(entries.map(({ method, body }) => [method, body])).toEqual([
      ['POST', null],
      ['POST', null],
    ])
  })
})
