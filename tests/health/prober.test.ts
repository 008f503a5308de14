import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getPool } from '#lib/core/db.ts'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { logger } from '#lib/core/logger.ts'
import { repeat } from '#lib/core/repeat.ts'
import { createProber, type Prober } from '#lib/health/prober/prober.ts'
import { startHttp, startTcp } from '#tests/core/http/servers.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createProbe, createStage, eventually, query, readProbe } from './factory.ts'

useDatabase()

const running: { end: AbortController; done: Promise<void> }[] = []

/** A prober with ticks of 100 ms; `connectTo` sends test names to servers on loopback. */
function startTestProber(connectTo: string, onStarted?: (lagMs: number) => void): Prober {
  const client = createOutboundClient({ allow: '', connectTo })
  const prober = createProber({
    pool: getPool(),
    client,
    logger,
    secret: 'a secret of this test that is long enough',
    ...(onStarted ? { onStarted } : {}),
  })
  const end = new AbortController()
  const { signal } = end
  const done = repeat({ what: 'probing', step: prober.tick, intervalMs: 100, signal })
    .then(() => prober.stop())
    .then(() => client.close())
  running.push({ end, done })
  return prober
}

async function stopAll(): Promise<void> {
  for (const { end, done } of running.splice(0)) {
    end.abort()
    await done
  }
}

beforeEach(async () => {
  await query('UPDATE probe SET removed_at = now()')
})
afterEach(stopAll)

const answer = { status: 'ok', version: 'v1.4.0', commit: 'a'.repeat(40) }
const versionPaths = { path: '$.version', commitPath: '$.commit' }

describe('a measured stage', () => {
  test('becomes healthy with its version, and one record says so', async () => {
    await using server = await startHttp((_request, response) => {
      response.end(JSON.stringify(answer))
    })
    const stage = await createStage()
    const id = await createProbe({
      stage,
      kind: 'http',
      config: {
        url: 'http://app.test/health',
        expect: { status: 200, json: [{ path: '$.status', equals: 'ok' }] },
        version: versionPaths,
      },
    })
    startTestProber(`app.test:80=127.0.0.1:${server.port}`)
    await eventually(async () => expect((await readProbe(id)).health).toBe('healthy'))
    const [state] = await query(
      `SELECT health, health_reason AS reason, running_version AS version, agreement,
              component_health->0->>'component' AS component FROM stage_state WHERE stage_id = $1`,
      [stage.stageId],
    )
    expect(state).toEqual({
      health: 'healthy',
      reason: null,
      version: 'v1.4.0',
      agreement: 'endpoint_only',
      component: 'api',
    })
    const changes = await query(
      'SELECT subject, "from", "to" FROM status_change WHERE stage_id = $1',
      [stage.stageId],
    )
    expect(changes).toEqual([
      { subject: 'probe', from: 'unknown', to: 'healthy' },
      { subject: 'stage', from: 'unknown', to: 'healthy' },
    ])
    const events = await query(
      'SELECT DISTINCT topic, key FROM event WHERE system_id = $1 ORDER BY topic',
      [stage.systemId],
    )
    expect(events).toEqual([
      { topic: 'board', key: `${stage.systemSlug}/production` },
      { topic: 'stage', key: `${stage.systemSlug}/production` },
    ])
  })

  test('with a dead worker beside a healthy api is degraded and names the worker', async () => {
    await using server = await startHttp((_request, response) => response.end('{}'))
    const stage = await createStage({ api: 'api', worker: 'worker' })
    const closed = await startTcp(() => {})
    await closed[Symbol.asyncDispose]()
    await createProbe({
      stage,
      component: 'api',
      kind: 'http',
      config: { url: 'http://app.test/' },
    })
    await createProbe({
      stage,
      component: 'worker',
      kind: 'tcp',
      config: { host: 'worker.test', port: 9000 },
    })
    startTestProber(
      `app.test:80=127.0.0.1:${server.port},worker.test:9000=127.0.0.1:${closed.port}`,
    )
    await eventually(async () => {
      const [state] = await query<{ health: string; worker: string }>(
        `SELECT health, component_health->1->>'health' AS worker FROM stage_state WHERE stage_id = $1`,
        [stage.stageId],
      )
      expect(state).toEqual({ health: 'degraded', worker: 'down' })
    })
  })

  test('tells nobody when nothing changed', async () => {
    let served = 0
    await using server = await startHttp((_request, response) => {
      served += 1
      response.end('{}')
    })
    const stage = await createStage()
    await createProbe({
      stage,
      kind: 'http',
      config: { url: 'http://app.test/' },
      intervalSeconds: 1,
    })
    const countEvents = async () =>
      (await query('SELECT 1 FROM event WHERE system_id = $1', [stage.systemId])).length
    startTestProber(`app.test:80=127.0.0.1:${server.port}`)
    await eventually(async () => expect(served).toBeGreaterThanOrEqual(2))
    const before = await countEvents()
    await eventually(async () => expect(served).toBeGreaterThanOrEqual(5))
    await stopAll()
    expect(before).toBeGreaterThan(0)
    expect(await countEvents()).toBe(before)
  })
})

describe('what a probe finds is named', () => {
  const cases = [
    [
      'a wrong status',
      { expect: { status: 204 } },
      'status_unexpected',
      { actual: '200', expected: '204' },
    ],
    [
      'a wrong value',
      { expect: { json: [{ path: '$.status', equals: 'fine' }] } },
      'json_value_unexpected',
      { path: '$.status', expected: 'fine', actual: 'ok' },
    ],
    [
      'a missing path',
      { expect: { json: [{ path: '$.nothing', equals: 1 }] } },
      'json_path_missing',
      { path: '$.nothing' },
    ],
    [
      'a refused address',
      { url: 'http://169.254.169.254/' },
      'address_metadata',
      { address: '169.254.169.254' },
    ],
  ] as const

  test.each(cases)('%s', async (_name, config, reason, params) => {
    await using server = await startHttp((_request, response) => {
      response.end(JSON.stringify(answer))
    })
    const stage = await createStage()
    const id = await createProbe({
      stage,
      kind: 'http',
      config: { url: 'http://app.test/', ...config },
    })
    startTestProber(`app.test:80=127.0.0.1:${server.port}`)
    await eventually(async () =>
      expect(await readProbe(id)).toMatchObject({ health: 'down', reason, params }),
    )
  })

  test('a slow answer degrades', async () => {
    await using server = await startHttp((_request, response) => {
      setTimeout(() => response.end('{}'), 80)
    })
    const stage = await createStage()
    const id = await createProbe({
      stage,
      kind: 'http',
      config: { url: 'http://app.test/', expect: { maxDurationMs: 20 } },
    })
    startTestProber(`app.test:80=127.0.0.1:${server.port}`)
    await eventually(async () =>
      expect(await readProbe(id)).toMatchObject({ health: 'degraded', reason: 'too_slow' }),
    )
  })

  test('a description that makes no sense', async () => {
    const stage = await createStage()
    const id = await createProbe({ stage, kind: 'http', config: { address: 'nowhere' } })
    startTestProber('')
    await eventually(async () =>
      expect(await readProbe(id)).toMatchObject({ reason: 'config_invalid' }),
    )
  })
})

test('a probe that failed once within its retries is degraded, then down, then back at once', async () => {
  let failing = true
  await using server = await startHttp((_request, response) => {
    response.writeHead(failing ? 500 : 200).end('{}')
  })
  const stage = await createStage()
  const id = await createProbe({
    stage,
    kind: 'http',
    config: { url: 'http://app.test/' },
    intervalSeconds: 1,
    retries: 1,
  })
  startTestProber(`app.test:80=127.0.0.1:${server.port}`)
  await eventually(async () => expect((await readProbe(id)).health).toBe('down'))
  failing = false
  await eventually(async () => expect((await readProbe(id)).health).toBe('healthy'))
  const changes = await query<{ to: string }>(
    'SELECT "to" FROM status_change WHERE probe_id = $1 ORDER BY id',
    [id],
  )
  expect(changes.map(({ to }) => to)).toEqual(['degraded', 'down', 'healthy'])
})

test('a probe never runs beside itself, however long it takes', async () => {
  let open = 0
  let most = 0
  await using server = await startHttp((_request, response) => {
    open += 1
    most = Math.max(most, open)
    setTimeout(() => {
      open -= 1
      response.end('{}')
    }, 1_500)
  })
  const stage = await createStage()
  await createProbe({
    stage,
    kind: 'http',
    config: { url: 'http://app.test/' },
    intervalSeconds: 1,
  })
  startTestProber(`app.test:80=127.0.0.1:${server.port}`)
  await new Promise((resolve) => setTimeout(resolve, 5_500))
  expect(most).toBe(1)
})

test('two workers share the probes: every slot is run by one of them, and both take part', async () => {
  const bySlot: string[] = []
  await using server = await startHttp((request, response) => {
    bySlot.push(request.url ?? '')
    response.end('{}')
  })
  const stage = await createStage()
  const ids: number[] = []
  for (let index = 0; index < 60; index += 1) {
    ids.push(
      await createProbe({
        stage,
        kind: 'http',
        config: { url: `http://app.test/${index}` },
        intervalSeconds: 3_600,
        dueInMs: 300 + index * 40,
      }),
    )
  }
  const started = [0, 0]
  const connectTo = `app.test:80=127.0.0.1:${server.port}`
  startTestProber(connectTo, () => started.splice(0, 1, (started[0] ?? 0) + 1))
  startTestProber(connectTo, () => started.splice(1, 1, (started[1] ?? 0) + 1))
  await eventually(async () => expect(bySlot.length).toBeGreaterThanOrEqual(60))
  await stopAll()
  expect(new Set(bySlot).size).toBe(60)
  expect(bySlot).toHaveLength(60)
  expect(Math.min(...started)).toBeGreaterThan(0)
  const samples = await query('SELECT 1 FROM probe_sample WHERE probe_id = ANY($1)', [ids])
  expect(samples).toHaveLength(60)
})

test('500 probes found overdue after a restart wait for their next slots, spread over the interval', async () => {
  const stage = await createStage()
  await query(
    `INSERT INTO probe (stage_id, component_id, slug, kind, config, interval_seconds, timeout_ms, retries, next_run_at)
     SELECT $1, $2, 'restart-' || n, 'http', '{"url":"http://app.test/"}', 30, 1000, 0, now() - (60 + n * 0.05) * interval '1 s'
     FROM generate_series(1, 500) n`,
    [stage.stageId, stage.componentIds.api],
  )
  let startedAtOnce = 0
  const prober = startTestProber('', () => {
    startedAtOnce += 1
  })
  await prober.tick()
  await eventually(async () => {
    const [row] = await query<{ overdue: number }>(
      `SELECT count(*)::int AS overdue FROM probe WHERE next_run_at < now() - interval '2 s' AND removed_at IS NULL`,
    )
    expect(row?.overdue).toBe(0)
  })
  const seconds = await query<{ count: number }>(
    `SELECT count(*)::int AS count FROM probe WHERE stage_id = $1 GROUP BY date_trunc('second', next_run_at)`,
    [stage.stageId],
  )
  expect(Math.max(...seconds.map(({ count }) => count))).toBeLessThanOrEqual((2 * 500) / 30)
  expect(startedAtOnce).toBeLessThan(50)
})
