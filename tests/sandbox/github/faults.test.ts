import { describe, expect, it } from 'vitest'
import type { FaultInput } from '#sandbox/github/index.ts'
import { callControl } from './support/call-control.ts'
import { place, startTestGitHub, type TestGitHub, toToken } from './support/start.ts'
import { pushWorkflow, toDeployWorkflow, workflowFile } from './support/workflows.ts'

const path = `/repos/${place.owner}/${place.repo}/actions/workflows/${workflowFile}/dispatches`
const correlationId = 'a-correlation-id'

/** A dispatch over a bare connection: what a client library makes of it is not the question here. */
async function dispatchUnder(effect: FaultInput['effect'], timeoutMs = 2_000) {
  const github = await startTestGitHub()
  await pushWorkflow(github, toDeployWorkflow('true'))
  github.server.faults.add({ match: { method: 'POST', path: 'dispatches$' }, effect })
  const startedAt = performance.now()
  const answer = await send(github, timeoutMs).catch((error: unknown) => ({
    failure: String(error),
  }))
  const runs = await github.octokit.rest.actions.listWorkflowRunsForRepo(place)
  const [entry] = github.server.ledger.list(({ method }) => method === 'POST')
  return {
    github,
    answer,
    entry,
    runCount: runs.data.total_count,
    durationMs: performance.now() - startedAt,
  }
}

async function send({ server }: TestGitHub, timeoutMs = 2_000) {
  const response = await fetch(`${server.apiUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${toToken('emil')}` },
    body: JSON.stringify({
      ref: 'main',
      inputs: { portal_run_id: correlationId },
      return_run_details: true,
    }),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  }
}

describe('a fault', () => {
  it.each([
    ['accept-then-502', 502],
    ['html200', 200],
    ['empty-json200', 200],
    ['malformed-json', 200],
  ] as const)('%s does what was asked and answers %i all the same', async (kind, status) => {
    const { answer, runCount, entry } = await dispatchUnder({ kind })
    expect(answer).toMatchObject({ status })
    expect(answer).not.toMatchObject({ body: expect.stringContaining('"html_url"') })
    expect(runCount).toBe(1)
    expect(entry).toMatchObject({ fault: kind, correlationId, runId: expect.any(Number) })
  })

  it.each(['accept-then-reset', 'accept-then-cut'] as const)(
    '%s does what was asked and breaks the connection',
    async (kind) => {
      const { answer, runCount } = await dispatchUnder({ kind })
      expect(answer).toHaveProperty('failure')
      expect(answer).not.toMatchObject({ failure: expect.stringContaining('Timeout') })
      expect(runCount).toBe(1)
    },
  )

  it.each([
    [{ kind: 'reject-with-502' }, { status: 502 }],
    [{ kind: 'reset' }, { failure: expect.any(String) }],
    [{ kind: 'stall', accept: false }, { failure: expect.stringContaining('Timeout') }],
    [
      { kind: 'html200', accept: false },
      { status: 200, body: expect.stringContaining('<h1>') },
    ],
    [
      {
        kind: 'status',
        status: 403,
        headers: { 'x-ratelimit-remaining': '0' },
        body: { message: 'API rate limit exceeded' },
      },
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0' },
        body: '{"message":"API rate limit exceeded"}',
      },
    ],
    [
      { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
      { status: 429, headers: { 'retry-after': '7' } },
    ],
    [
      { kind: 'redirect', location: 'http://127.0.0.1:9/repositories/1' },
      { status: 301, headers: { location: 'http://127.0.0.1:9/repositories/1' } },
    ],
  ] as const)('%o does nothing of what was asked', async (effect, expected) => {
    const { answer, runCount, entry } = await dispatchUnder(effect, 500)
    expect(answer).toMatchObject(expected)
    expect(runCount).toBe(0)
    expect(entry).toMatchObject({ fault: effect.kind, runId: null })
  })

  it('stall does what was asked and never answers', async () => {
    const { answer, runCount } = await dispatchUnder({ kind: 'stall' }, 300)
    expect(answer).toMatchObject({ failure: expect.stringContaining('Timeout') })
    expect(runCount).toBe(1)
  })

  it('slow answers late and drip byte by byte, both in full', async () => {
    const late = await dispatchUnder({ kind: 'slow', delayMs: 400 })
    const dripped = await dispatchUnder({ kind: 'drip', bytesPerSecond: 600 })
    for (const { answer, durationMs } of [late, dripped]) {
      expect(answer).toMatchObject({ status: 200, body: expect.stringMatching(/"html_url".*\}$/) })
      expect(durationMs).toBeGreaterThan(300)
    }
  })

  it('bigint-id answers with ids no double can hold', async () => {
    const { answer } = await dispatchUnder({ kind: 'bigint-id' })
    const id = /"workflow_run_id":(\d+)/.exec('body' in answer ? answer.body : '')?.[1] ?? ''
    expect(String(Number(id))).not.toBe(id)
  })

  it('strikes as often as it says, only what it matches, and in the order of the rules', async () => {
    const github = await startTestGitHub()
    const { faults } = github.server
    faults.add({ match: { path: '^/user$' }, times: 2, effect: { kind: 'status', status: 500 } })
    faults.add({ match: { path: '^/user$' }, times: null, effect: { kind: 'status', status: 503 } })
    const read = async (route: string) =>
      (
        await fetch(`${github.server.apiUrl}${route}`, {
          headers: { authorization: `Bearer ${toToken('emil')}` },
        })
      ).status
    expect([
      await read('/user/emails'),
      await read('/user'),
      await read('/user'),
      await read('/user'),
      await read('/user'),
    ]).toEqual([200, 500, 500, 503, 503])
    faults.clear()
    expect(await read('/user')).toBe(200)
  })
})

describe('the ledger', () => {
  it('counts runs by correlation id and nothing that was refused', async () => {
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow('true'))
    await send(github)
    await send(github)
    github.server.faults.add({
      match: { path: 'dispatches$' },
      effect: { kind: 'reject-with-502' },
    })
    await send(github)
    expect(github.server.ledger.countDispatches()).toEqual({ [correlationId]: 2 })
    expect(
      github.server.ledger
        .list()
        .map(({ method, path: called, status, runId }) => [method, called, status, runId !== null]),
    ).toEqual([
      ['POST', path, 200, true],
      ['POST', path, 200, true],
      ['POST', path, 502, false],
    ])
  })

  it('shows a call that is still open', async () => {
    const github = await startTestGitHub()
    github.server.faults.add({ effect: { kind: 'stall' } })
    await send(github, 200).catch(() => null)
    expect(github.server.ledger.list()).toMatchObject([{ outcome: 'stall', status: null }])
  })
})

describe('the control plane', () => {
  it('needs its token', async () => {
    const { server } = await startTestGitHub()
    const response = await fetch(`${server.control.url}/ledger`, {
      headers: { 'x-sandbox-token': 'guessed' },
    })
    expect(response.status).toBe(401)
  })

  it('scripts faults, reads and resets the ledger, pushes, renames and sets checks for other processes', async () => {
    const github = await startTestGitHub()
    const { server } = github
    const control = (method: string, route: string, body?: unknown) =>
      callControl(server, method, route, body)
    const repository = `/repos/${place.owner}/${place.repo}`
    const pushed = await control('POST', `${repository}/push`, {
      message: 'Add',
      files: { 'a.txt': 'a' },
      tag: 'v1',
    })
    expect(pushed).toMatchObject({
      status: 201,
      data: { sha: expect.stringMatching(/^[\da-f]{40}$/) },
    })
    expect(
      (await control('PUT', `${repository}/checks/v1`, [{ name: 'test', conclusion: 'failure' }]))
        .status,
    ).toBe(204)
    expect(
      (await github.octokit.rest.checks.listForRef({ ...place, ref: 'v1' })).data.check_runs,
    ).toHaveLength(1)
    expect(
      (await control('POST', '/faults', { effect: { kind: 'status', status: 500 } })).status,
    ).toBe(201)
    expect((await fetch(`${server.apiUrl}/meta`)).status).toBe(500)
    expect((await control('GET', '/ledger')).data).toMatchObject({
      entries: [{}, { path: '/meta', status: 500 }],
    })
    await control('DELETE', '/ledger')
    expect(server.ledger.list()).toEqual([])
    await control('POST', `${repository}/rename`, { name: 'renamed' })
    expect((await github.octokit.rest.repos.get({ ...place, repo: 'renamed' })).status).toBe(200)
  })

  it('refuses a fault that makes no sense, naming what is wrong', async () => {
    const { server } = await startTestGitHub()
    const refuse = async (fault: unknown) => await callControl(server, 'POST', '/faults', fault)
    expect(await refuse({ effect: { kind: 'explode' } })).toMatchObject({ status: 422 })
    expect(
      JSON.stringify((await refuse({ match: { path: '(' }, effect: { kind: 'reset' } })).data),
    ).toContain('is no regular expression')
  })
})
