import { generateKeyPairSync } from 'node:crypto'
import { App, Octokit } from 'octokit'
import { describe, expect, it } from 'vitest'
import { failureOf } from './support/failure-of.ts'
import { appId, installationId, owner, place, startTestGitHub } from './support/start.ts'

describe('the App', () => {
  it('signs in by its JWT and works by a token of an hour, in the long form', async () => {
    const github = await startTestGitHub()
    const { data } = await github.app.octokit.rest.apps.createInstallationAccessToken({
      installation_id: installationId,
    })
    expect(data.token).toMatch(new RegExp(`^ghs_${appId}_[\\w-]+\\.[\\w-]+\\.[\\w-]+$`))
    expect(data.token.length).toBeGreaterThan(255)
    const minutesLeft = (Date.parse(data.expires_at) - Date.now()) / 60_000
    expect(minutesLeft).toBeGreaterThan(58)
    expect(minutesLeft).toBeLessThanOrEqual(60)
    const octokit = await github.app.getInstallationOctokit(installationId)
    expect((await octokit.rest.repos.get(place)).data.full_name).toBe(`${owner}/mvp`)
    expect(await failureOf(octokit.rest.users.getAuthenticated())).toMatchObject({
      status: 403,
      message: 'Resource not accessible by integration',
    })
  })

  it('is refused when another key signed', async () => {
    const { server } = await startTestGitHub()
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const stranger = new App({
      appId,
      privateKey,
      Octokit: Octokit.defaults({ baseUrl: server.apiUrl }),
    })
    expect(await failureOf(stranger.octokit.request('GET /app'))).toMatchObject({
      status: 401,
      message: 'A JSON web token could not be decoded',
    })
  })

  it('is shut out while suspended and for good once removed', async () => {
    const github = await startTestGitHub()
    const issue = () =>
      github.app.octokit.rest.apps.createInstallationAccessToken({
        installation_id: installationId,
      })
    const { token } = (await issue()).data
    const octokit = new Octokit({
      auth: token,
      baseUrl: github.server.apiUrl,
      retry: { enabled: false },
    })
    const read = () => octokit.rest.repos.get(place)
    await read()
    github.server.installation.suspend()
    expect(await failureOf(read())).toMatchObject({
      status: 403,
      message: 'This installation has been suspended',
    })
    expect(await failureOf(issue())).toMatchObject({ status: 403 })
    github.server.installation.unsuspend()
    expect((await read()).status).toBe(200)
    github.server.installation.remove()
    expect(await failureOf(read())).toMatchObject({ status: 401 })
    expect(await failureOf(issue())).toMatchObject({ status: 404 })
  })

  it('keeps its tokens through a restart until they expire', async () => {
    let now = new Date()
    const github = await startTestGitHub({ clock: () => now })
    const { data } = await github.app.octokit.rest.apps.createInstallationAccessToken({
      installation_id: installationId,
    })
    const restarted = await github.restart()
    const octokit = new Octokit({
      auth: data.token,
      baseUrl: restarted.server.apiUrl,
      retry: { enabled: false },
    })
    expect((await octokit.rest.repos.get(place)).status).toBe(200)
    now = new Date(now.getTime() + 61 * 60_000)
    expect(await failureOf(octokit.rest.repos.get(place))).toMatchObject({
      status: 401,
      message: 'Bad credentials',
    })
  })
})

describe('a caller', () => {
  it.each([
    ['no token', {}, 'Requires authentication'],
    ['an unknown token', { authorization: 'Bearer ghp_unknown' }, 'Bad credentials'],
    ['nonsense', { authorization: '%' }, 'Bad credentials'],
  ])('with %s is told 401', async (_, headers, message) => {
    const { server } = await startTestGitHub()
    const response = await fetch(`${server.apiUrl}/repos/${owner}/mvp`, { headers })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ message, status: '401' })
  })

  it('is a member of the teams it belongs to, and not found in others', async () => {
    const { octokit } = await startTestGitHub()
    const read = (login: string) =>
      octokit.rest.teams.getMembershipForUserInOrg({
        org: owner,
        team_slug: 'engineers',
        username: login,
      })
    expect((await read('emil')).data).toMatchObject({ state: 'active', role: 'member' })
    expect(await failureOf(read('nobody-nora'))).toMatchObject({ status: 404 })
  })

  it('sees how much of its hour is left', async () => {
    const { octokit } = await startTestGitHub()
    const first = await octokit.rest.repos.get(place)
    const second = await octokit.rest.repos.get(place)
    expect(
      Number(first.headers['x-ratelimit-remaining']) -
        Number(second.headers['x-ratelimit-remaining']),
    ).toBe(1)
    expect((await octokit.rest.rateLimit.get()).data.resources.core).toMatchObject({
      limit: 5_000,
      used: 2,
    })
  })
})
