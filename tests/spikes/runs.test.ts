import { describe, expect, test } from 'vitest'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { beginStep, claimRun } from '#lib/spikes/engine/run-store.ts'
import {
  answerRun,
  cancelRun,
  getRun,
  listRuns,
  runListSchema,
  runViewSchema,
  startRun,
} from '#lib/spikes/index.ts'
import { createProbe, eventually, query } from '#tests/health/factory.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import {
  as,
  createSpike,
  startJobServer,
  startRunner,
  type TestSpike,
  toSpikeText,
} from './support.ts'

useDatabase()

const url = 'http://stage.test'
const smoke = `name: smoke
steps:
  - request: POST /api/jobs
    json: { kind: sleep, seconds: 10 }
    expect: { status: 202 }
    capture: { job: $.id }
  - poll: GET /api/jobs/{job}
    until: { json: { $.status: succeeded } }
    every: 500ms
    within: 20s
    capture: { effects: $.effects }
  - expect: '{effects} = 1'
`

const start = (spike: TestSpike, name = 'smoke', confirm = false) =>
  startRun(as('engineer'), { spike: spike.id }, { test: name, confirm })

async function waitForEnd(spike: TestSpike, number = 1) {
  await eventually(async () => {
    const { state } = await getDb().spikeRun.findFirstOrThrow({
      where: { spikeId: spike.id, number },
    })
    expect(['queued', 'running']).not.toContain(state)
  }, 6_000)
  const run = await getRun(as('viewer'), { spike: spike.id, run: number })
  expect(runViewSchema.parse(run)).toEqual(run)
  return run
}

describe('a run', () => {
  test('does its steps in order, hands on what they captured and keeps what they saw', async () => {
    await using jobs = await startDisposable()
    await using _runner = startRunner(jobs.connectTo)
    const spike = await createSpike(toSpikeText([smoke]), { url })
    expect(await start(spike)).toMatchObject({ number: 1, isNew: true })
    const run = await waitForEnd(spike)
    expect(run).toMatchObject({ state: 'passed', captured: { job: 'job-1', effects: 1 } })
    expect(run.steps).toMatchObject([
      { state: 'passed', evidence: { status: 202, excerpt: expect.stringContaining('job-1') } },
      { state: 'passed', evidence: { status: 200, looks: 3 } },
      { state: 'passed', evidence: { detail: '1 = 1' } },
    ])
    expect(jobs.requests[0]).toBe('POST /api/jobs')
    const list = await listRuns(as('viewer'), { spike: spike.id }, {})
    expect(runListSchema.parse(list)).toEqual(list)
    expect(list.runs[0]?.steps).toEqual({ total: 3, passed: 3, failed: 0, open: 0 })
    const { state } = await getDb().spike.findUniqueOrThrow({ where: { id: spike.id } })
    expect(state).toBe('active')
  }, 30_000)

  test('of two people who start it at the same moment is one, and both get it', async () => {
    const spike = await createSpike(toSpikeText([smoke]), { url })
    const started = await Promise.all(Array.from({ length: 8 }, () => start(spike)))
    expect(new Set(started.map(({ id }) => id)).size).toBe(1)
    expect(started.filter(({ isNew }) => isNew)).toHaveLength(1)
    await cancelRun(as('engineer'), { spike: spike.id, run: 1 })
  })

  test('keeps the stage from another test, naming whose it is', async () => {
    const spike = await createSpike(toSpikeText([smoke, smoke.replace('smoke', 'other')]), { url })
    await start(spike)
    await expect(start(spike, 'other')).rejects.toMatchObject({
      code: 'conflict',
      reason: 'run_active',
      details: { run: 1, test: 'smoke', by: 'engineer' },
    })
    await cancelRun(as('engineer'), { spike: spike.id, run: 1 })
  })

  test('fails at the first step that is not as expected and skips the rest, but puts things back', async () => {
    await using jobs = await startDisposable()
    await using _runner = startRunner(jobs.connectTo)
    const text = `name: smoke
steps:
  - request: GET /api/jobs/none
    expect: { status: 200 }
  - request: POST /api/jobs
  - request: GET /api/jobs/put-back
    always: true
`
    const spike = await createSpike(toSpikeText([text]), { url })
    await start(spike)
    const run = await waitForEnd(spike)
    expect(run).toMatchObject({
      state: 'failed',
      steps: [
        {
          state: 'failed',
          reason: 'status_unexpected',
          evidence: { params: { expected: '200', actual: '404' } },
        },
        { state: 'skipped', reason: 'earlier_step_failed' },
        { state: 'passed' },
      ],
    })
    expect(jobs.requests).toEqual(['GET /api/jobs/none', 'GET /api/jobs/put-back'])
  }, 30_000)

  test('masks secrets in what it keeps', async () => {
    const secret = `ghp_${'a'.repeat(36)}`
    await using jobs = await startDisposable((_request, response) => {
      response.end(JSON.stringify({ token: secret, word: 'a\u202eb', long: 'x'.repeat(9_000) }))
    })
    await using _runner = startRunner(jobs.connectTo)
    const text = 'name: smoke\nsteps:\n  - request: GET /\n    capture: { token: $.token }\n'
    const spike = await createSpike(toSpikeText([text]), { url })
    await start(spike)
    const run = await waitForEnd(spike)
    expect(run.state).toBe('passed')
    expect(JSON.stringify(run)).not.toContain(secret)
    expect(run.steps[0]?.evidence?.excerpt).not.toContain('\u202e')
    expect(Buffer.byteLength(run.steps[0]?.evidence?.excerpt ?? '')).toBeLessThanOrEqual(4_096)
  }, 30_000)
})

describe('what a run sends', () => {
  const twoPosts = `name: smoke
steps:
  - request: POST /api/jobs
    expect: { status: 202 }
`
  test('is not sent again when the worker is gone in the middle: nobody knows, and the run says so', async () => {
    await using jobs = await startDisposable()
    const spike = await createSpike(toSpikeText([twoPosts]), { url })
    await start(spike)
    await loseWorkerInStep(0)
    await using _runner = startRunner(jobs.connectTo)
    const run = await waitForEnd(spike)
    expect(run).toMatchObject({
      state: 'inconclusive',
      steps: [{ state: 'unknown', reason: 'outcome_unknown' }],
    })
    expect(jobs.requests).toEqual([])
  }, 30_000)

  test('and whose answer was lost is proved by a later look, never by sending it again', async () => {
    await using jobs = await startDisposable((request, response, serve) => {
      if (request.method === 'POST') {
        response.writeHead = () => response
        response.end = () => response.destroy()
      }
      serve()
    })
    await using _runner = startRunner(jobs.connectTo)
    const text = `${twoPosts}  - poll: GET /api/jobs/job-1
    until: { json: { $.status: succeeded } }
    every: 500ms
    within: 10s
`
    const spike = await createSpike(toSpikeText([text]), { url })
    await start(spike)
    const run = await waitForEnd(spike)
    expect(run).toMatchObject({
      state: 'passed',
      steps: [{ state: 'passed', reason: 'proved_by_later_step' }, { state: 'passed' }],
    })
    expect(jobs.made()).toBe(1)
    expect(jobs.requests.filter((line) => line.startsWith('POST'))).toHaveLength(1)
  }, 30_000)

  test('and whose answer was lost stays unknown where nothing shows it', async () => {
    await using jobs = await startDisposable((request, response, serve) => {
      if (request.method === 'POST') response.destroy()
      else serve()
    })
    await using _runner = startRunner(jobs.connectTo)
    const spike = await createSpike(toSpikeText([smoke]), { url })
    await start(spike)
    const run = await waitForEnd(spike)
    expect(run).toMatchObject({
      state: 'inconclusive',
      steps: [{ state: 'unknown' }, { state: 'skipped' }, { state: 'skipped' }],
    })
    expect(jobs.requests).toHaveLength(1)
  }, 30_000)

  test('goes to the stage alone, whatever was captured', async () => {
    await using jobs = await startDisposable((_request, response) => {
      response.end(JSON.stringify({ next: '@evil.test/../..//other?x=1#y' }))
    })
    await using _runner = startRunner(jobs.connectTo)
    const text = `name: smoke
steps:
  - request: GET /first
    capture: { next: $.next }
  - request: GET /then/{next}
`
    const spike = await createSpike(toSpikeText([text]), { url })
    await start(spike)
    expect((await waitForEnd(spike)).state).toBe('passed')
    expect(jobs.requests[1]).toBe('GET /then/%40evil.test%2F..%2F..%2F%2Fother%3Fx%3D1%23y')
  }, 30_000)

  test('follows no redirect', async () => {
    await using jobs = await startDisposable((request, response) => {
      if (request.url === '/a') response.writeHead(307, { location: '/b' }).end()
      else response.end()
    })
    await using _runner = startRunner(jobs.connectTo)
    const text = `name: smoke
steps:
  - request: POST /a
    expect: { status: 307, header: { location: /b } }
`
    const spike = await createSpike(toSpikeText([text]), { url })
    await start(spike)
    expect((await waitForEnd(spike)).state).toBe('passed')
    expect(jobs.requests).toEqual(['POST /a'])
  }, 30_000)
})

describe('looks', () => {
  test('go on by their stored deadline when another worker takes over', async () => {
    await using jobs = await startDisposable()
    const text = `name: smoke
steps:
  - wait: 3s
  - request: GET /api/jobs/x
`
    const spike = await createSpike(toSpikeText([text]), { url })
    await start(spike)
    await loseWorkerInStep(0)
    const before = await query<{ at: Date }>(
      'SELECT started_at AS at FROM spike_run_step WHERE position = 0 AND state = $1',
      ['running'],
    )
    await using _runner = startRunner(jobs.connectTo)
    const run = await waitForEnd(spike)
    expect(run.state).toBe('passed')
    expect(run.steps[0]?.startedAt).toBe(before[0]?.at.toISOString())
    expect(run.steps[0]?.durationMs).toBeLessThan(5_500)
  }, 30_000)

  test('at a probe count only what was measured since', async () => {
    await using jobs = await startDisposable()
    const text = 'name: smoke\nsteps:\n  - probe: { component: worker, is: down, within: 15s }\n'
    const spike = await createSpike(toSpikeText([text]), { url })
    const component = await getDb().component.create({
      data: { systemId: spike.systemId, slug: 'worker', name: 'W', kind: 'worker', position: 0 },
    })
    const probe = await createProbe({
      stage: {
        ...{ systemId: spike.systemId, systemSlug: '', teamSlug: '', stageSlug: '' },
        stageId: spike.stageId,
        componentIds: { worker: component.id },
      },
      component: 'worker',
      kind: 'heartbeat',
      config: {},
    })
    await query(`UPDATE probe SET health = 'down', observed_at = now() WHERE id = $1`, [probe])
    await start(spike)
    await using _runner = startRunner(jobs.connectTo)
    await eventually(async () => {
      const run = await getRun(as('viewer'), { spike: spike.id, run: 1 })
      expect(run.steps[0]?.state).toBe('running')
    })
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect((await getRun(as('viewer'), { spike: spike.id, run: 1 })).state).toBe('running')
    await query('UPDATE probe SET observed_at = now() WHERE id = $1', [probe])
    expect(await waitForEnd(spike)).toMatchObject({
      state: 'passed',
      steps: [{ evidence: { health: 'down' } }],
    })
  }, 40_000)
})

describe('people', () => {
  const ask = 'name: smoke\nsteps:\n  - ask: Does the page show it?\n  - wait: 10ms\n'

  test('are asked, and the first answer counts', async () => {
    await using jobs = await startDisposable()
    await using _runner = startRunner(jobs.connectTo)
    const spike = await createSpike(toSpikeText([ask]), { url })
    await start(spike)
    const path = { spike: spike.id, run: 1 }
    await eventually(async () => {
      expect((await getRun(as('viewer'), path)).state).toBe('waiting')
    })
    await expect(answerRun(as('viewer'), path, { yes: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await answerRun(as('engineer', 'mia'), path, { yes: true, note: 'seen\u0000 it' })
    await expect(answerRun(as('engineer'), path, { yes: false })).rejects.toMatchObject({
      reason: 'run_not_waiting',
    })
    expect(await waitForEnd(spike)).toMatchObject({
      state: 'passed',
      steps: [{ evidence: { answer: { by: 'mia', yes: true, note: 'seen\ufffd it' } } }, {}],
    })
  }, 30_000)

  test('cancel a run in the middle of a look, and what puts things back is still done', async () => {
    await using jobs = await startDisposable()
    await using _runner = startRunner(jobs.connectTo)
    const text = `name: smoke
steps:
  - wait: 10m
  - request: POST /api/jobs
  - request: GET /put-back
    always: true
`
    const spike = await createSpike(toSpikeText([text]), { url })
    await start(spike)
    await eventually(async () => {
      const run = await getRun(as('viewer'), { spike: spike.id, run: 1 })
      expect(run.steps[0]?.state).toBe('running')
    })
    await cancelRun(as('engineer', 'mia'), { spike: spike.id, run: 1 })
    expect(await waitForEnd(spike)).toMatchObject({
      state: 'cancelled',
      cancelledBy: 'mia',
      steps: [
        { state: 'skipped', reason: 'run_cancelled' },
        { state: 'skipped', reason: 'run_cancelled' },
        { state: 'passed' },
      ],
    })
    expect(jobs.requests).toEqual(['GET /put-back'])
    await expect(cancelRun(as('engineer'), { spike: spike.id, run: 1 }))
      .rejects.toMatchObject({
        reason: 'run_ended',
      })
      .catch(() => undefined)
  }, 30_000)

  test('without the role start nothing, and those of other systems do not even see it', async () => {
    const spike = await createSpike(toSpikeText([smoke]), { url })
    const path = { spike: spike.id }
    const input = { test: 'smoke', confirm: false }
    await expect(startRun(as('viewer'), path, input)).rejects.toMatchObject({ code: 'forbidden' })
    const stranger = as('engineer', 'eve', ['another-system'])
    await expect(startRun(stranger, path, input)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listRuns(stranger, path, {})).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('destructive tests', () => {
  const failure = 'name: failure\nsteps:\n  - process: kill worker\n'

  test('need a confirmation, and are never run on production, confirmed or not', async () => {
    const staging = await createSpike(toSpikeText([failure]), { url })
    await expect(start(staging, 'failure')).rejects.toMatchObject({
      reason: 'confirmation_needed',
      details: { steps: [1] },
    })
    expect(await start(staging, 'failure', true)).toMatchObject({ isNew: true })
    const production = await createSpike(toSpikeText([failure]), { url, risk: 'production' })
    for (const confirm of [false, true]) {
      await expect(start(production, 'failure', confirm)).rejects.toMatchObject({
        code: 'forbidden',
        reason: 'destructive_on_production',
      })
    }
    await cancelRun(as('engineer'), { spike: staging.id, run: 1 })
  })

  test('stop at what the platform cannot do', async () => {
    await using jobs = await startDisposable()
    await using _runner = startRunner(jobs.connectTo)
    const spike = await createSpike(toSpikeText([failure]), { url })
    await start(spike, 'failure', true)
    expect(await waitForEnd(spike)).toMatchObject({
      state: 'failed',
      steps: [{ state: 'failed', reason: 'not_controllable' }],
    })
  }, 30_000)
})

test('a test with mistakes is refused with the lines of the document', async () => {
  const spike = await createSpike(toSpikeText(['name: smoke\nsteps:\n  - reqest: GET /\n']), {
    url,
  })
  await expect(start(spike)).rejects.toMatchObject({
    code: 'invalid_input',
    reason: 'test_invalid',
    details: { problems: [{ line: 12, column: 5, code: 'step_unknown', nearest: 'request' }] },
  })
})

/** What a worker leaves that ended in the middle of a step. */
async function loseWorkerInStep(position: number): Promise<void> {
  const run = await claimRun()
  if (!run) throw new Error('There is no run to take.')
  await beginStep(jobContext('test'), run, position)
  await query(`UPDATE spike_run SET lease_until = now() - interval '1 s' WHERE id = $1`, [run.id])
}

async function startDisposable(handle?: Parameters<typeof startJobServer>[0]) {
  const jobs = await startJobServer(handle)
  return { ...jobs, [Symbol.asyncDispose]: () => jobs.server[Symbol.asyncDispose]() }
}
