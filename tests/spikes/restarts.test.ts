import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, getDb } from '#lib/core/db.ts'
import { getRun, startRun } from '#lib/spikes/index.ts'
import { applyMigrations } from '#scripts/lib/migrate.ts'
import { startTemporaryServer, type TemporaryServer } from '#scripts/postgres/temporary.ts'
import { eventually } from '#tests/health/factory.ts'
import { testEncryptionKeys } from '#tests/setup/encryption-keys.ts'
import { as, createSpike, startJobServer, type TestSpike, toSpikeText } from './support.ts'

let server: TemporaryServer
const workers: ChildProcess[] = []

beforeAll(async () => {
  server = await startTemporaryServer({ durable: true })
  const url = new URL(server.url)
  url.pathname = '/spikes'
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('CREATE DATABASE spikes')
  await client.end()
  await applyMigrations(url.href)
  process.env.DATABASE_URL = url.href
  process.env.NEXTAUTH_SECRET ??= 'a-secret-only-for-tests-0123456789'
  process.env.LEITSTAND_SECRET ??= 'another-secret-only-for-tests-0123'
  process.env.LEITSTAND_ENCRYPTION_KEYS ??= testEncryptionKeys
}, 120_000)

afterEach(async () => {
  await Promise.all(
    workers.splice(0).map(async (worker) => {
      if (worker.exitCode !== null || worker.signalCode !== null) return
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }),
  )
})

afterAll(async () => {
  await disconnect()
  await server.stop()
})

function startWorker(connectTo: string): ChildProcess {
  const worker = fork(join(import.meta.dirname, 'runner-process.ts'), {
    execArgv: ['--conditions=react-server'],
    env: { ...process.env, CONNECT_TO: connectTo },
  })
  workers.push(worker)
  return worker
}

async function crashDatabase(): Promise<void> {
  const [pid = ''] = readFileSync(join(server.dataFolder, 'postmaster.pid'), 'utf8').split('\n')
  // What `pg_ctl -m immediate` sends.
  process.kill(Number(pid), 'SIGQUIT')
  await server.restart()
}

const url = 'http://stage.test'
const start = (spike: TestSpike) =>
  startRun(as('engineer'), { spike: spike.id }, { test: 'smoke', confirm: false })
const read = (spike: TestSpike) => getRun(as('viewer'), { spike: spike.id, run: 1 })
const isEnded = (state: string) => !['queued', 'running', 'waiting'].includes(state)

const slow = `name: smoke
steps:
  - request: POST /api/jobs
    capture: { job: $.id }
  - wait: 4s
  - poll: GET /api/jobs/{job}
    until: { json: { $.status: succeeded } }
    every: 1s
    within: 60s
  - request: POST /api/jobs
`

describe('a run', () => {
  test('goes on in another worker when the first is killed in the middle of a step, and sends nothing twice', async () => {
    const jobs = await startJobServer()
    const spike = await createSpike(toSpikeText([slow]), { url })
    await start(spike)
    const first = startWorker(jobs.connectTo)
    await eventually(async () => expect((await read(spike)).steps[1]?.state).toBe('running'))
    first.kill('SIGKILL')
    await once(first, 'exit')
    startWorker(jobs.connectTo)
    await eventually(async () => expect(isEnded((await read(spike)).state)).toBe(true), 60_000)
    expect(await read(spike)).toMatchObject({ state: 'passed', captured: { job: 'job-1' } })
    expect(jobs.requests.filter((line) => line.startsWith('POST'))).toHaveLength(2)
    await jobs.server[Symbol.asyncDispose]()
  }, 120_000)

  test('whose worker is killed while its request is under way ends inconclusive, and the request is not sent again', async () => {
    const held: (() => void)[] = []
    const jobs = await startJobServer((_request, _response, serve) => held.push(serve))
    const spike = await createSpike(toSpikeText([slow]), { url })
    await start(spike)
    const first = startWorker(jobs.connectTo)
    await eventually(async () => expect(held).toHaveLength(1))
    first.kill('SIGKILL')
    await once(first, 'exit')
    startWorker(jobs.connectTo)
    await eventually(async () => expect(isEnded((await read(spike)).state)).toBe(true), 60_000)
    expect(await read(spike)).toMatchObject({
      state: 'inconclusive',
      steps: [
        { state: 'unknown', reason: 'outcome_unknown' },
        { state: 'passed' },
        { state: 'skipped' },
        { state: 'skipped' },
      ],
    })
    expect(jobs.requests).toEqual(['POST /api/jobs'])
    await jobs.server[Symbol.asyncDispose]()
  }, 120_000)

  test('survives that the database ends at once in the middle of a step: what was seen is kept, nothing is sent twice', async () => {
    const held: (() => void)[] = []
    const jobs = await startJobServer((request, _response, serve) => {
      if (request.method === 'POST') held.push(serve)
      else serve()
    })
    const spike = await createSpike(toSpikeText([slow]), { url })
    await start(spike)
    startWorker(jobs.connectTo)
    await eventually(async () => expect(held).toHaveLength(1))
    await crashDatabase()
    held[0]?.()
    await eventually(async () => expect(held).toHaveLength(2), 60_000)
    held[1]?.()
    await eventually(async () => {
      const run = await read(spike).catch(() => null)
      expect(isEnded(run?.state ?? 'running')).toBe(true)
    }, 60_000)
    expect(await read(spike)).toMatchObject({ state: 'passed' })
    expect(jobs.requests.filter((line) => line.startsWith('POST'))).toHaveLength(2)
    const rows = await getDb().spikeRun.findMany({ where: { spikeId: spike.id } })
    expect(rows).toHaveLength(1)
    await jobs.server[Symbol.asyncDispose]()
  }, 120_000)

  test('is given to others at once by a worker that is told to end', async () => {
    const jobs = await startJobServer()
    const text = 'name: smoke\nsteps:\n  - wait: 1m\n'
    const spike = await createSpike(toSpikeText([text]), { url })
    await start(spike)
    const first = startWorker(jobs.connectTo)
    await eventually(async () => expect((await read(spike)).steps[0]?.state).toBe('running'))
    first.kill('SIGTERM')
    await once(first, 'exit')
    const { leaseUntil, state } = await getDb().spikeRun.findFirstOrThrow({
      where: { spikeId: spike.id },
    })
    expect({ leaseUntil, state }).toEqual({ leaseUntil: null, state: 'running' })
    await jobs.server[Symbol.asyncDispose]()
  }, 60_000)
})
