import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseEnv } from '#lib/core/env.ts'
import {
  createGitHub,
  dispatchWorkflow,
  type GitHub,
  readCommit,
  readFile,
  readJobLog,
  readRepository,
  readRun,
} from '#lib/github/index.ts'
import { toLog } from '#lib/github/job-log.ts'
import { RateLimits } from '#lib/github/rate-limit.ts'
import { parseWorkflow } from '#lib/github/workflow-file.ts'
import { testEncryptionKeys } from '#tests/setup/encryption-keys.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let requests: IncomingMessage[] = []
let answer: Answer = () => undefined
let server: ReturnType<typeof createServer>
let github: GitHub

beforeEach(async () => {
  requests = []
  server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  github = createGitHub(
    parseEnv({
      DATABASE_URL: 'postgresql://unused',
      NEXTAUTH_SECRET: 'x'.repeat(32),
      LEITSTAND_SECRET: 'y'.repeat(32),
      LEITSTAND_ENCRYPTION_KEYS: testEncryptionKeys,
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_TOKEN: 'ghp_a_token_for_tests_0123456789',
    }),
  )
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
}

const dispatch = { workflow: 'deploy.yml', ref: 'main', inputs: {} }
const repository = { id: 1, full_name: 'acme/app', default_branch: 'main', archived: false }

describe('a change', () => {
  it.each([500, 502, 503, 504])(
    'is sent once and leaves the outcome open for %i',
    async (status) => {
      answer = json(status, { message: 'oops' })
      expect(await dispatchWorkflow(github, 'acme/app', dispatch)).toMatchObject({
        failure: { kind: 'unknown_outcome', cause: 'server_error', status },
      })
      expect(requests).toHaveLength(1)
    },
  )

  it('is sent once when the connection breaks', async () => {
    answer = (request) => request.socket.destroy()
    expect(await dispatchWorkflow(github, 'acme/app', dispatch)).toMatchObject({
      failure: { kind: 'unknown_outcome', cause: 'connection_lost' },
    })
    expect(requests).toHaveLength(1)
  })

  it('follows no redirect', async () => {
    answer = json(301, {}, { location: '/repositories/12/actions/workflows/deploy.yml/dispatches' })
    expect(await dispatchWorkflow(github, 'acme/app', dispatch)).toMatchObject({
      failure: { kind: 'moved', repositoryId: '12' },
    })
    expect(requests.map(({ method }) => method)).toEqual(['POST'])
  })

  it('certainly was not sent when nobody listens', async () => {
    server.close()
    server.closeAllConnections()
    expect(await dispatchWorkflow(github, 'acme/app', dispatch)).toMatchObject({
      failure: { kind: 'unreachable' },
    })
  })

  it('is not sent any more when it is too late', async () => {
    answer = json(204, {})
    const late = { ...dispatch, mayStillSend: () => false }
    expect(await dispatchWorkflow(github, 'acme/app', late)).toMatchObject({
      failure: { kind: 'unreachable' },
    })
    expect(requests).toEqual([])
  })

  it('names the permission that is missing', async () => {
    const headers = { 'x-accepted-github-permissions': 'actions=write' }
    answer = json(403, { message: 'Resource not accessible by integration' }, headers)
    expect(await dispatchWorkflow(github, 'acme/app', dispatch)).toMatchObject({
      failure: { kind: 'rejected', status: 403, neededPermissions: 'actions=write' },
    })
  })

  it.each(['..', 'acme/..', 'acme/app/../other', 'acme', '/app', 'a b/c', 'acme/ap?p'])(
    'is refused for "%s", which names no repository, without a request',
    async (name) => {
      expect(await dispatchWorkflow(github, name, dispatch)).toMatchObject({
        failure: { kind: 'invalid_name', message: 'Not a repository name. Write owner/name.' },
      })
      expect(requests).toEqual([])
    },
  )
})

describe('every request', () => {
  it('says which version of the API it means and who it is', async () => {
    answer = json(200, repository)
    await readRepository(github, 'acme/app')
    expect(requests[0]?.headers).toMatchObject({
      'x-github-api-version': '2022-11-28',
      accept: 'application/vnd.github+json',
      authorization: 'token ghp_a_token_for_tests_0123456789',
    })
  })

  it.each([
    ['a web page', 'text/html', '<h1>Unicorn</h1>'],
    ['an empty object', 'application/json', '{}'],
    ['half an object', 'application/json', '{"id": 1'],
  ])('distrusts %s', async (_, type, body) => {
    answer = (_request, response) => response.writeHead(200, { 'content-type': type }).end(body)
    expect(await readRepository(github, 'acme/app')).toMatchObject({
      failure: { kind: 'unknown_outcome', cause: 'answer_malformed' },
    })
  })

  it('ends at its deadline although the answer keeps dripping', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    }
    const signal = AbortSignal.timeout(300)
    const askedAt = performance.now()
    expect((await readRepository(github, 'acme/app', signal)).ok).toBe(false)
    expect(performance.now() - askedAt).toBeLessThan(2_000)
  })

  it('keeps an id exact that no number can hold', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(
        `{"id": 90071992547409931, "head_sha": "${'a'.repeat(40)}", "event": "x",
          "created_at": "2026-11-21T12:00:00Z", "updated_at": "2026-11-21T12:00:00Z"}`,
      )
    expect(await readRun(github, 'acme/app', { runId: '1' })).toMatchObject({
      value: { id: '90071992547409931' },
    })
  })

  it('drops an address that is no web address', async () => {
    answer = json(200, { ...repository, html_url: 'javascript:alert(1)' })
    expect(await readRepository(github, 'acme/app')).toMatchObject({ value: { url: null } })
  })

  it('makes text of strangers inert', async () => {
    answer = json(200, {
      sha: 'b'.repeat(40),
      commit: { message: 'Fix \u202eevil\u0000\u001b[31m red\nmore', author: { name: 'x' } },
    })
    const commit = await readCommit(github, 'acme/app', 'b'.repeat(40))
    expect(commit).toMatchObject({ value: { subject: 'Fix \ufffdevil\ufffd red' } })
  })
})

describe('an allowance that is used up', () => {
  it('is not asked again before it is renewed', async () => {
    answer = json(429, { message: 'slow down' }, { 'retry-after': '60' })
    const first = await readRepository(github, 'acme/app')
    const second = await dispatchWorkflow(github, 'acme/app', dispatch)
    expect(first).toMatchObject({ failure: { kind: 'not_accepted' } })
    expect(second).toMatchObject({ failure: { kind: 'not_accepted' } })
    expect(requests).toHaveLength(1)
  })

  it('is noticed with the last answer that was still given', async () => {
    const reset = String(Math.ceil(Date.now() / 1_000) + 60)
    answer = json(200, repository, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })
    expect((await readRepository(github, 'acme/app')).ok).toBe(true)
    expect((await readRepository(github, 'acme/app')).ok).toBe(false)
    expect(requests).toHaveLength(1)
  })

  it('without a time is waited for a minute, then longer and longer', () => {
    const limits = new RateLimits()
    const now = new Date('2026-11-21T12:00:00Z')
    const waits = [1, 2, 3, 4, 5, 6].map(
      () => (limits.recordRefused('key', {}, now).getTime() - now.getTime()) / 60_000,
    )
    expect(waits).toEqual([1, 2, 4, 8, 15, 15])
    expect(limits.pausedUntil('another key', now)).toBeNull()
  })
})

describe('a read', () => {
  it('costs nothing while nothing changed', async () => {
    answer = (request, response) => {
      if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end()
      else json(200, repository, { etag: '"one"' })(request, response)
    }
    const first = await readRepository(github, 'acme/app')
    const second = await readRepository(github, 'acme/app')
    expect(second).toEqual(first)
    expect(requests[1]?.headers['if-none-match']).toBe('"one"')
  })

  it('of a repository that moved tells where to', async () => {
    answer = (request, response) => {
      const isById = request.url === '/repositories/12'
      if (isById) json(200, { ...repository, full_name: 'acme/new' })(request, response)
      else json(301, {}, { location: '/repositories/12' })(request, response)
    }
    expect(await readRepository(github, 'acme/app')).toMatchObject({
      failure: { kind: 'moved', repository: 'acme/new' },
    })
  })

  it('of a file never leaves the repository', async () => {
    expect(await readFile(github, 'acme/app', '../../user')).toMatchObject({
      failure: { kind: 'invalid_name' },
    })
    expect(requests).toEqual([])
  })

  it('of a job’s log sends no credential to where it is downloaded', async () => {
    answer = (request, response) => {
      if (request.url?.startsWith('/download')) response.end('2026-11-21T12:00:00.1234567Z hello\n')
      else response.writeHead(302, { location: `http://${request.headers.host}/download` }).end()
    }
    expect(await readJobLog(github, 'acme/app', '5')).toMatchObject({
      value: { lines: [{ text: 'hello', at: new Date('2026-11-21T12:00:00.123Z') }] },
    })
    expect(requests[1]?.headers.authorization).toBeUndefined()
  })
})

describe('a job log', () => {
  it('shows hostile lines inert, secrets masked, and every other line unharmed', () => {
    const text = [
      'fine',
      'a\u001b]8;;http://evil\u0007b',
      'ghp_0123456789abcdef0123',
      'x\ry',
      '\u202eevil',
    ].join('\n')
    const { lines } = toLog(text, false)
    expect(lines.map((line) => line.text)).toEqual(['fine', 'ab', '•••', 'x\ny', '\ufffdevil'])
  })

  it('cuts a line of a megabyte', () => {
    const [line] = toLog('x'.repeat(1_000_000), false).lines
    expect(line?.text.length).toBeLessThan(8_010)
  })
})

describe('a workflow file', () => {
  it('tells its typed inputs', () => {
    const workflow = parseWorkflow(`
name: Deploy
on:
  workflow_dispatch:
    inputs:
      stage: { type: choice, options: [a, b], default: a, required: true, description: Where }
      dry: { type: boolean, default: false }
      count: { type: number, default: 3 }
      odd: { type: nonsense }
      bare:
`)
    expect(workflow?.inputs).toMatchObject([
      { name: 'stage', type: 'choice', options: ['a', 'b'], default: 'a', required: true },
      { name: 'dry', type: 'boolean', default: 'false', required: false },
      { name: 'count', type: 'number', default: '3' },
      { name: 'odd', type: 'string' },
      { name: 'bare', type: 'string', required: false },
    ])
  })

  it.each([
    ['on: workflow_dispatch', []],
    ['on: [push, workflow_dispatch]', []],
    ['on:\n  workflow_dispatch:', []],
    ['on: push', null],
    ['on:\n  push:\n  pull_request:', null],
  ])('of the form "%s" is understood', (text, inputs) => {
    expect(parseWorkflow(text)?.inputs).toEqual(inputs)
  })

  it.each(['', '[]', 'a: [', 'on: 5', `a: ${'['.repeat(20_000)}`, '\t- x'])(
    'that is none is no reason to fall over',
    (text) => {
      expect(parseWorkflow(text)).toBeNull()
    },
  )
})
