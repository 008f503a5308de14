import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
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

const control = (component: string, action: string, stage = 'mvp/staging') =>
  sandbox.callHost('POST', `/processes/${stage}/${component}/${action}`)

async function findProcess(component: string) {
  const { processes } = await sandbox.readStage('mvp', 'staging')
  return processes.find((process) => process.component === component)
}

async function enqueue(seconds: number) {
  const { status, text } = await sandbox.call('https://staging.mvp.example/api/jobs', {
    method: 'POST',
    body: { kind: 'sleep', seconds },
  })
  expect(status).toBe(202)
  return JSON.parse(text).id as string
}

async function readJob(id: string) {
  return JSON.parse((await sandbox.call(`https://staging.mvp.example/api/jobs/${id}`)).text)
}

test('a job whose worker is killed in the middle is begun again and has exactly one effect', async () => {
  const id = await enqueue(2)
  await eventually(
    () => readJob(id),
    ({ status }) => status === 'running',
  )
  await control('worker', 'kill')
  const job = await eventually(
    () => readJob(id),
    ({ status }) => status === 'succeeded',
    15_000,
  )
  expect(job).toMatchObject({ attempts: 2, effects: 1 })
})

test('a worker that lost its job to another one while it hung writes no second effect', async () => {
  const commit = (await sandbox.readStage('mvp', 'staging')).release?.commit
  const request = { system: 'mvp', stage: 'staging', commit, instances: { worker: 2 } }
  await sandbox.callHost('POST', '/deploy', request)
  const jobs = await Promise.all([enqueue(3.5), enqueue(3.5)])
  const readJobs = () => Promise.all(jobs.map(readJob))
  await eventually(readJobs, (each) => each.every(({ status }) => status === 'running'))
  const hanging = (await findProcess('worker'))?.pid ?? 0
  process.kill(hanging, 'SIGSTOP')
  try {
    await eventually(readJobs, (each) => each.some(({ attempts }) => attempts === 2))
  } finally {
    process.kill(hanging, 'SIGCONT')
  }
  const done = await eventually(readJobs, (each) =>
    each.every(({ status }) => status === 'succeeded'),
  )
  expect(done.map(({ effects }) => effects)).toEqual([1, 1])
  const log = join(folder.home, 'host/stages/mvp/staging/logs/worker.log')
  expect(readFileSync(log, 'utf8')).toContain('job was taken over by another worker')
})

test('a job that makes no sense is refused with a reason', async () => {
  const refused = await Promise.all(
    [{ kind: 'dance', seconds: 1 }, { kind: 'sleep', seconds: -1 }, { kind: 'sleep' }].map((body) =>
      sandbox.call('https://staging.mvp.example/api/jobs', { method: 'POST', body }),
    ),
  )
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422])
  expect((await sandbox.call('https://staging.mvp.example/api/jobs/none')).status).toBe(404)
})

test('a stopped worker stays down beside a healthy web process until it is started', async () => {
  await control('worker', 'stop')
  expect((await findProcess('worker'))?.status).toBe('stopped')
  expect((await sandbox.call('https://staging.mvp.example/health')).status).toBe(200)
  await control('worker', 'start')
  expect((await findProcess('worker'))?.status).toBe('running')
})

test('a killed web process answers 502 at its address, then comes back by itself', async () => {
  const before = await findProcess('web')
  await control('web', 'kill')
  await eventually(
    () => sandbox.call('https://staging.mvp.example/health'),
    ({ status }) => status === 502,
  )
  await eventually(
    () => sandbox.call('https://staging.mvp.example/health'),
    ({ status }) => status === 200,
  )
  const after = await findProcess('web')
  expect(after?.pid).not.toBe(before?.pid)
  expect(after?.restarts).toBe(1)
})

test('a database that is switched off refuses connections and fails the health of its stage', async () => {
  const entry = sandbox.contract.connectTo
    .split(',')
    .find((each) => each.startsWith('db.staging.mvp.example:5432='))
  const port = Number(entry?.split(':').at(-1))
  expect(await canConnect(port)).toBe(true)
  await control('database', 'stop')
  expect(await canConnect(port)).toBe(false)
  const answer = await sandbox.call('https://staging.mvp.example/health')
  expect([answer.status, JSON.parse(answer.text).checks]).toEqual([
    503,
    { database: 'failed', storage: 'ok' },
  ])
  await control('database', 'start')
  expect((await sandbox.call('https://staging.mvp.example/health')).status).toBe(200)
})

test('a worker pings the heartbeat URL it is given, and only while it lives', async () => {
  const pings: string[] = []
  const portal = createServer((request, response) => {
    pings.push(`${request.method} ${request.url}`)
    response.end()
  }).listen(0, '127.0.0.1')
  const { port } = await new Promise<AddressInfo>((resolve) =>
    portal.once('listening', () => resolve(portal.address() as AddressInfo)),
  )
  const url = `http://127.0.0.1:${port}/api/ping/token`
  const { status } = await sandbox.callHost('PUT', '/heartbeats/mvp/staging/worker', { url })
  expect(status).toBe(200)
  await eventually(
    async () => pings,
    ({ length }) => length > 0,
  )
  expect(pings[0]).toBe('POST /api/ping/token')
  await control('worker', 'stop')
  const atStop = pings.length
  await new Promise((resolve) => setTimeout(resolve, 2500))
  expect(pings).toHaveLength(atStop)
  await sandbox.callHost('PUT', '/heartbeats/mvp/staging/worker', { url: null })
  await control('worker', 'start')
  portal.close()
})

test('a heartbeat URL that is not http is refused', async () => {
  const { status } = await sandbox.callHost('PUT', '/heartbeats/mvp/staging/worker', {
    url: 'file:///etc/passwd',
  })
  expect(status).toBe(400)
})

test('a component that a stage does not have cannot be controlled', async () => {
  expect((await control('moon', 'stop')).status).toBe(404)
  expect((await control('worker', 'dance')).status).toBe(400)
})

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
