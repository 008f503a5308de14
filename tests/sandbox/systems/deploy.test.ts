import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createHome, eventually, type RunningSandbox, startRealSandbox } from './running-sandbox.ts'

// Real processes start slowly when the machine is busy.
vi.setConfig({ testTimeout: 60_000 })

const folder = createHome()
let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await startRealSandbox(folder.home)
})
afterAll(async () => {
  await sandbox.end('SIGTERM')
  folder[Symbol.dispose]()
})

function resolveCommit(system: string, reference: string) {
  const repository = join(folder.home, 'repositories/leitstand-sandbox', `${system}.git`)
  return execFileSync('git', ['--git-dir', repository, 'rev-parse', `${reference}^{commit}`], {
    encoding: 'utf8',
  }).trim()
}

function deploy(system: string, stage: string, reference: string, more: object = {}) {
  const commit = resolveCommit(system, reference)
  return sandbox.callHost('POST', '/deploy', { system, stage, commit, ...more })
}

async function readHealth(address: string) {
  const { status, text } = await sandbox.call(address)
  return { status, ...JSON.parse(text) }
}

test('every stage serves the release it starts with, seen through the edge by its real address', async () => {
  const versions = {
    'https://staging.mvp.example/health': 'v1.3.0',
    'https://api.staging.easysks.example/health': 'v1.3.0',
    'https://api.easysks.example/health': 'v1.2.0',
    'https://app.easysks.example/health': 'v1.2.0',
    'https://dev.whatsgonow.com/health': resolveCommit('whatsgonow', 'main').slice(0, 7),
    'https://staging.whatsgonow.com/health': 'v0.9.0',
    'https://www.whatsgonow.com/health': 'v0.8.0',
    'https://api.hackthestudy.ch/api/v1/health': 'v1.1.0',
    'https://staging.lifetimecircle.de/api/health': 'rc-2026-03-01',
    'https://app.lifetimecircle.de/api/health': 'v0.9.0',
  }
  for (const [address, version] of Object.entries(versions)) {
    expect(await readHealth(address)).toMatchObject({ status: 'ok', version })
  }
})

test('a deployment changes version and commit at the address of its stage, and of no other', async () => {
  const { status } = await deploy('easysks', 'production', 'v1.3.0')
  expect(status).toBe(200)
  expect(await readHealth('https://api.easysks.example/health')).toMatchObject({
    version: 'v1.3.0',
    commit: resolveCommit('easysks', 'v1.3.0'),
    stage: 'production',
  })
  expect(await readHealth('https://api.staging.easysks.example/health')).toMatchObject({
    stage: 'staging',
  })
  await deploy('easysks', 'production', 'v1.2.0')
  expect(await readHealth('https://api.easysks.example/health')).toMatchObject({
    version: 'v1.2.0',
  })
})

test('a deployment replaces the processes', async () => {
  const before = await sandbox.readStage('whatsgonow', 'staging')
  await deploy('whatsgonow', 'staging', 'v0.8.0')
  const after = await sandbox.readStage('whatsgonow', 'staging')
  expect(after.processes[0]?.pid).not.toBe(before.processes[0]?.pid)
  expect(() => process.kill(before.processes[0]?.pid ?? 0, 0)).toThrow('ESRCH')
})

describe('each system has a release that is broken in its own way', () => {
  test('mvp: the worker falls over again and again while the web process is well', async () => {
    expect((await deploy('mvp', 'staging', 'v1.5.0-broken')).status).toBe(200)
    const crashing = await eventually(
      () => sandbox.readStage('mvp', 'staging'),
      ({ processes }) => processes.some(({ restarts }) => restarts >= 2),
    )
    expect(crashing.processes.find(({ component }) => component === 'web')).toMatchObject({
      status: 'running',
      restarts: 0,
    })
    expect(await readHealth('https://staging.mvp.example/health')).toMatchObject({
      status: 'ok',
      version: 'v1.5.0-broken',
    })
    await deploy('mvp', 'staging', 'v1.4.0')
  })

  test('easysks: the migration fails, is undone, and the old release keeps running', async () => {
    const commit = resolveCommit('easysks', 'v1.4.0-broken')
    const request = { system: 'easysks', stage: 'staging', commit }
    const { body } = await sandbox.callHost('POST', '/migrate', request)
    expect(body).toMatchObject({ exitCode: 1, output: expect.stringContaining('learner_id') })
    expect(await readHealth('https://api.staging.easysks.example/health')).toMatchObject({
      status: 'ok',
      version: 'v1.3.0',
    })
  })

  test('whatsgonow: health takes longer than the target of 1.5 seconds', async () => {
    expect((await deploy('whatsgonow', 'dev', 'v0.10.0-broken')).status).toBe(200)
    const { status, durationMs } = await sandbox.call('https://dev.whatsgonow.com/health')
    expect(status).toBe(200)
    expect(durationMs).toBeGreaterThan(1500)
  })

  test('hackthestudy: the process ends at its start, its last words say why, the address answers 502', async () => {
    const { status, body } = await deploy('hackthestudy', 'production', 'v1.3.0-broken')
    expect(status).toBe(422)
    expect(body).toMatchObject({
      error: 'start_failed',
      log: [
        expect.stringMatching(/\[(API|WORKER)\] ERROR cannot start, not set: RESULT_BACKEND_URL/),
      ],
    })
    const answer = await sandbox.call('https://api.hackthestudy.ch/api/v1/health')
    expect([answer.status, answer.text]).toEqual([502, expect.stringContaining('502 Bad Gateway')])
    expect((await deploy('hackthestudy', 'production', 'v1.2.0')).status).toBe(200)
    expect(await readHealth('https://api.hackthestudy.ch/api/v1/health')).toMatchObject({
      version: 'v1.2.0',
    })
  })

  test('lifetimecircle: health turns into a failure a moment after the start', async () => {
    expect((await deploy('lifetimecircle', 'staging', 'v1.1.0-broken')).status).toBe(200)
    const answer = await eventually(
      () => sandbox.call('https://staging.lifetimecircle.de/api/health'),
      ({ status }) => status === 500,
    )
    expect(JSON.parse(answer.text).status).toBeUndefined()
    expect((await sandbox.call('https://staging.lifetimecircle.de/')).status).toBe(200)
  })
})

test('a release started beside the old one leaves the old one in place when it fails', async () => {
  await deploy('hackthestudy', 'production', 'v1.1.0')
  const before = await sandbox.readStage('hackthestudy', 'production')
  const { status } = await deploy('hackthestudy', 'production', 'v1.3.0-broken', { overlap: true })
  expect(status).toBe(422)
  expect(await sandbox.readStage('hackthestudy', 'production')).toEqual(before)
})

test('a component runs as often as the deployment asks for, and keeps that number', async () => {
  await deploy('hackthestudy', 'production', 'v1.1.0', { instances: { worker: 2 } })
  await deploy('hackthestudy', 'production', 'v1.2.0')
  const { processes } = await sandbox.readStage('hackthestudy', 'production')
  const workers = processes.filter(({ component }) => component === 'worker')
  expect(workers.map(({ instance, status }) => [instance, status])).toEqual([
    [1, 'running'],
    [2, 'running'],
  ])
})

test('files below server/data and server/storage outlive a release', async () => {
  const address = 'https://app.lifetimecircle.de/api/marks/before'
  expect((await sandbox.call(address, { method: 'PUT', body: {} })).status).toBe(200)
  await deploy('lifetimecircle', 'production', 'v1.0.1')
  expect((await sandbox.call(address)).status).toBe(200)
})

describe('the control API refuses', () => {
  test('a call without its token', async () => {
    const { status } = await fetch(`${sandbox.contract.hostUrl}/stages`)
    expect(status).toBe(401)
  })

  test.each([
    ['an unknown stage', { system: 'mvp', stage: 'moon', commit: 'a'.repeat(40) }, 404],
    [
      'a commit the repository does not have',
      { system: 'mvp', stage: 'staging', commit: 'a'.repeat(40) },
      404,
    ],
    ['something that is not a commit', { system: 'mvp', stage: 'staging', commit: '--help' }, 400],
    [
      'an unknown field',
      { system: 'mvp', stage: 'staging', commit: 'a'.repeat(40), force: true },
      400,
    ],
    [
      'five workers',
      { system: 'mvp', stage: 'staging', commit: 'a'.repeat(40), instances: { worker: 5 } },
      400,
    ],
  ])('%s, and leaves the stage as it is', async (_what, body, expected) => {
    const before = await sandbox.readStage('mvp', 'staging')
    const { status } = await sandbox.callHost('POST', '/deploy', body)
    expect(status).toBe(expected)
    expect((await sandbox.readStage('mvp', 'staging')).release).toEqual(before.release)
  })

  test('a directory that is a checkout of another commit', async () => {
    const commit = resolveCommit('mvp', 'v1.3.0')
    const clone = join(folder.home, 'clone')
    const repository = join(folder.home, 'repositories/leitstand-sandbox/mvp.git')
    execFileSync('git', ['clone', '--quiet', '--branch', 'v1.4.0', repository, clone], {
      stdio: 'ignore',
    })
    const request = { system: 'mvp', stage: 'staging', commit, directory: clone }
    const { status, body } = await sandbox.callHost('POST', '/deploy', request)
    expect([status, body]).toEqual([422, expect.objectContaining({ error: 'not_a_release' })])
  })
})
