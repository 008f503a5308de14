import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, Octokit } from 'octokit'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isRunning, listDescendants, readCommand } from './process-table.ts'
import { createHome, eventually, type RunningSandbox, startRealSandbox } from './running-sandbox.ts'

// Real processes start slowly when the machine is busy.
vi.setConfig({ testTimeout: 60_000 })

const owner = 'leitstand-sandbox'
const folder = createHome()
const deliveries: { path: string | undefined; event: string; isSigned: boolean; body: string }[] =
  []
let portal: Server
let sandbox: RunningSandbox
let github: Octokit

beforeAll(async () => {
  portal = createServer(receiveDelivery).listen(0, '127.0.0.1')
  await new Promise((resolve) => portal.once('listening', resolve))
  // Safe because the server listens on a TCP port.
  const { port } = portal.address() as AddressInfo
  sandbox = await startRealSandbox(folder.home, ['--portal-url', `http://127.0.0.1:${port}`])
  const { app, apiUrl } = sandbox.contract.github
  github = await new App({
    appId: app.id,
    privateKey: readFileSync(app.privateKeyFile, 'utf8'),
    Octokit: Octokit.defaults({ baseUrl: apiUrl }),
  }).getInstallationOctokit(app.installationId)
})
afterAll(async () => {
  await sandbox.end('SIGTERM')
  portal.close()
  folder[Symbol.dispose]()
})

async function receiveDelivery(request: IncomingMessage, response: ServerResponse) {
  let body = ''
  for await (const chunk of request) body += chunk
  const secret = sandbox.contract.github.webhookSecret
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  deliveries.push({
    path: request.url,
    event: String(request.headers['x-github-event']),
    isSigned: request.headers['x-hub-signature-256'] === signature,
    body,
  })
  response.end()
}

async function dispatch(repo: string, tag: string, inputs: Record<string, string>) {
  const { data: commit } = await github.rest.repos.getCommit({ owner, repo, ref: tag })
  const id = randomUUID()
  await github.rest.actions.createWorkflowDispatch({
    owner,
    repo,
    workflow_id: 'deploy.yml',
    ref: 'main',
    inputs: { ...inputs, commit: commit.sha, portal_run_id: id },
  })
  return { id, sha: commit.sha }
}

async function deployByWorkflow(repo: string, tag: string, inputs: Record<string, string>) {
  const { id, sha } = await dispatch(repo, tag, inputs)
  const readRun = async () => {
    const { data } = await github.rest.actions.listWorkflowRuns({
      owner,
      repo,
      workflow_id: 'deploy.yml',
    })
    return data.workflow_runs.find(({ display_title }) => display_title.includes(`[${id}]`))
  }
  const run = await eventually(readRun, (each) => each?.status === 'completed', 60_000)
  const { data } = await github.rest.actions.listJobsForWorkflowRun({
    owner,
    repo,
    run_id: run?.id ?? 0,
  })
  return { sha, conclusion: run?.conclusion, jobs: data.jobs }
}

type Deployed = Awaited<ReturnType<typeof deployByWorkflow>>

function listFailedSteps({ jobs }: Deployed) {
  return jobs.flatMap(({ steps = [] }) =>
    steps.filter(({ conclusion }) => conclusion === 'failure').map(({ name }) => name),
  )
}

async function readHealth(address: string) {
  return JSON.parse((await sandbox.call(address)).text)
}

describe('the workflow of each system deploys its newest sound release', () => {
  test.each([
    ['mvp', 'staging', 'v1.4.0', 'https://staging.mvp.example/health', { smoke_job: 'true' }],
    ['easysks', 'production', 'v1.3.0', 'https://api.easysks.example/health', {}],
    [
      'whatsgonow',
      'production',
      'v0.9.0',
      'https://www.whatsgonow.com/health',
      { blue_green: 'true' },
    ],
    [
      'hackthestudy',
      'production',
      'v1.2.0',
      'https://api.hackthestudy.ch/api/v1/health',
      { instance_count: '2' },
    ],
    ['lifetimecircle', 'production', 'v1.0.1', 'https://app.lifetimecircle.de/api/health', {}],
  ])('%s to %s: %s', async (repo, stage, tag, address, more) => {
    const deployed = await deployByWorkflow(repo, tag, { stage, ...more })
    expect(listFailedSteps(deployed)).toEqual([])
    expect(deployed.conclusion).toBe('success')
    expect(await readHealth(address)).toMatchObject({
      status: 'ok',
      version: tag,
      commit: deployed.sha,
      stage,
    })
  })
})

describe('a broken release', () => {
  test('of easysks ends in the migration and leaves the running release alone', async () => {
    const deployed = await deployByWorkflow('easysks', 'v1.4.0-broken', { stage: 'staging' })
    expect([deployed.conclusion, listFailedSteps(deployed)]).toEqual([
      'failure',
      ['Migrate database'],
    ])
    expect(await readHealth('https://api.staging.easysks.example/health')).toMatchObject({
      status: 'ok',
      version: 'v1.3.0',
    })
  })

  test('of hackthestudy ends at the activation, and its address answers 502', async () => {
    const deployed = await deployByWorkflow('hackthestudy', 'v1.3.0-broken', {
      stage: 'production',
    })
    expect([deployed.conclusion, listFailedSteps(deployed)]).toEqual([
      'failure',
      ['Activate api and worker'],
    ])
    expect((await sandbox.call('https://api.hackthestudy.ch/api/v1/health')).status).toBe(502)
  })

  test('of lifetimecircle passes its workflow and fails its health afterwards', async () => {
    const deployed = await deployByWorkflow('lifetimecircle', 'v1.1.0-broken', { stage: 'staging' })
    expect(deployed.conclusion).toBe('success')
    await eventually(
      () => sandbox.call('https://staging.lifetimecircle.de/api/health'),
      ({ status }) => status === 500,
    )
  })
})

test('the log of a deployment tells what was done and never the token of the host', async () => {
  const { jobs } = await deployByWorkflow('mvp', 'v1.3.0', { stage: 'staging' })
  const texts = await Promise.all(
    jobs.map(async ({ id }) => {
      const { data } = await github.rest.actions.downloadJobLogsForWorkflowRun({
        owner,
        repo: 'mvp',
        job_id: id,
      })
      return String(data)
    }),
  )
  expect(texts.join('\n')).toContain('mvp/staging runs v1.3.0')
  expect(texts.join('\n')).not.toContain(readFileSync(sandbox.contract.tokenFile, 'utf8').trim())
})

test('the portal receives signed webhooks about runs', () => {
  const runs = deliveries.filter(({ event }) => event === 'workflow_run')
  expect(runs.length).toBeGreaterThan(0)
  expect(new Set(runs.map(({ path }) => path))).toEqual(new Set(['/api/webhooks/github']))
  expect(deliveries.every(({ isSigned }) => isSigned)).toBe(true)
})

test('kill -9 in the middle of a deployment leaves no step and no process running', async () => {
  await dispatch('mvp', 'v1.4.0', { stage: 'staging', smoke_job: 'true' })
  const pids = await eventually(
    async () => listDescendants(sandbox.pid),
    (each) => each.some((pid) => readCommand(pid).includes('smoke-job.mjs')),
  )
  await sandbox.end('SIGKILL')
  await eventually(
    async () => pids.filter(isRunning),
    ({ length }) => length === 0,
  )
})
