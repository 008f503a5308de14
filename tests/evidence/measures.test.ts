import { beforeAll, describe, expect, test } from 'vitest'
import { createContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import type { Role } from '#lib/core/permissions.ts'
import { getMeasures, measureListSchema } from '#lib/evidence/index.ts'
import { MeasureQuery } from '#lib/evidence/schemas.ts'
import { measureNames } from '#lib/evidence/words.ts'
import { createPolicy, createRun } from '#tests/backups/factory.ts'
import { createProbe, createStage, query, type TestStage } from '#tests/health/factory.ts'
import { createLogStage, push, toRequest } from '#tests/logs/support.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const as = (role: Role) =>
  createContext({ kind: 'user', id: 'u1', name: 'emil', grants: [{ role, scope: 'all' }] })
const soon = () => AbortSignal.timeout(10_000)

async function measure(
  path: { system: string; stage: string },
  parameters: Readonly<Record<string, string>>,
) {
  const answer = await getMeasures(as('viewer'), path, MeasureQuery.parse(parameters), soon())
  expect(measureListSchema.parse(answer)).toEqual(answer)
  const [first] = answer.measures
  if (!first) throw new Error('Nothing was measured.')
  return first
}

const addressOf = (stage: TestStage) => ({ system: stage.systemSlug, stage: stage.stageSlug })

/** One sample a minute, the newest now; every `bad`th failed. */
async function sample(
  probe: number,
  options: { minutes: number; bad?: number; ageMinutes?: number },
) {
  const { minutes, bad = 0, ageMinutes = 0 } = options
  await query(
    `INSERT INTO probe_sample (probe_id, at, outcome, duration_ms)
     SELECT $1, now() - (n + $4) * interval '1 minute', CASE WHEN $3 > 0 AND n % $3 = 0 THEN 0 ELSE 1 END, 100 + n
     FROM generate_series(0, $2 - 1) AS n`,
    [probe, minutes, bad, ageMinutes],
  )
  await query(`UPDATE probe SET observed_at = now() - $2 * interval '1 minute' WHERE id = $1`, [
    probe,
    ageMinutes,
  ])
}

describe('availability', () => {
  test('is the share of good samples, between bounds that minutes without any leave open', async () => {
    const stage = await createStage()
    const probe = await createProbe({ stage, kind: 'http', config: {} })
    await sample(probe, { minutes: 30, bad: 10 })
    const answer = await measure(addressOf(stage), { measure: 'availability', window: '1h' })
    expect(answer).toMatchObject({ unit: '%', windowSeconds: 3_600, value: 90, source: 'probes' })
    expect(answer.params.unknownMinutes).toBeGreaterThanOrEqual(27)
    expect(answer.low).toBeLessThan(60)
    expect(answer.high).toBeGreaterThan(94)
    expect(answer.link).toBe(`/systems/${stage.systemSlug}/production/health`)
  })

  test('over a window that was watched without gaps has no room left', async () => {
    const stage = await createStage()
    const probe = await createProbe({ stage, kind: 'http', config: {} })
    await sample(probe, { minutes: 62 })
    const answer = await measure(addressOf(stage), { measure: 'availability', window: '1h' })
    expect(answer).toMatchObject({ value: 100, low: 100, high: 100 })
  })

  test('is unknown without probes, and when nobody looked lately', async () => {
    const stage = await createStage()
    const none = await measure(addressOf(stage), { measure: 'availability', window: '1h' })
    expect(none).toMatchObject({ value: null, unknown: { reason: 'no_probe' } })
    const probe = await createProbe({ stage, kind: 'http', config: {} })
    await sample(probe, { minutes: 10, ageMinutes: 20 })
    const old = await measure(addressOf(stage), { measure: 'availability', window: '1h' })
    expect(old).toMatchObject({ value: null, unknown: { reason: 'not_measured_lately' } })
  })

  test('of one component leaves the others out', async () => {
    const stage = await createStage({ api: 'api', worker: 'worker' })
    const api = await createProbe({ stage, component: 'api', kind: 'http', config: {} })
    const worker = await createProbe({ stage, component: 'worker', kind: 'heartbeat', config: {} })
    await sample(api, { minutes: 20 })
    await sample(worker, { minutes: 20, bad: 1 })
    const path = addressOf(stage)
    const options = { measure: 'availability', window: '1h' }
    expect((await measure(path, { ...options, component: 'api' })).value).toBe(100)
    expect((await measure(path, { ...options, component: 'worker' })).value).toBe(0)
  })

  test('beyond what is kept says so', async () => {
    const stage = await createStage()
    const answer = await measure(addressOf(stage), { measure: 'latency-p95', window: '7d' })
    expect(answer.unknown).toMatchObject({
      reason: 'window_too_long',
      params: { seconds: 172_800 },
    })
  })
})

test('the 95th percentile is taken over HTTP probes that passed', async () => {
  const stage = await createStage()
  const http = await createProbe({ stage, kind: 'http', config: {} })
  const tcp = await createProbe({ stage, kind: 'tcp', config: {} })
  await sample(http, { minutes: 21 })
  await query(
    `INSERT INTO probe_sample (probe_id, at, outcome, duration_ms) VALUES ($1, now(), 1, 90000), ($2, now(), 0, 90000)`,
    [tcp, http],
  )
  const answer = await measure(addressOf(stage), { measure: 'latency-p95' })
  expect(answer).toMatchObject({ unit: 'ms', value: 119, params: { samples: 21 } })
})

describe('deployments', () => {
  let stage: TestStage
  beforeAll(async () => {
    stage = await createStage()
    const nowMs = Date.now()
    const base = {
      stageId: stage.stageId,
      ref: 'v1',
      version: 'v1',
      requestedByKind: 'user',
      requestedByName: 'emil',
    }
    const add = (
      number: number,
      kind: string,
      state: string,
      minutesAgo: number,
      seconds: number,
    ) => {
      const createdAt = new Date(nowMs - minutesAgo * 60_000)
      const finishedAt = new Date(createdAt.getTime() + seconds * 1_000)
      return getDb().deployment.create({
        data: { ...base, number, kind, state, createdAt, finishedAt },
      })
    }
    await add(1, 'deployment', 'failed', 100, 20)
    await add(2, 'deployment', 'succeeded', 90, 60)
    await add(3, 'deployment', 'succeeded', 80, 100)
    await add(4, 'deployment', 'succeeded', 70, 300)
  })

  test.each([
    ['median', 100],
    ['newest', 300],
  ])('took %s %s seconds', async (of, value) => {
    const answer = await measure(addressOf(stage), { measure: 'deploy-duration', of })
    expect(answer).toMatchObject({ unit: 's', params: { count: 3 } })
    expect(answer.value).toBeCloseTo(value, 1)
  })

  test('made the stage run, counted from the first attempt on', async () => {
    const answer = await measure(addressOf(stage), { measure: 'time-to-running' })
    expect(answer.value).toBeCloseTo(660, 0)
  })

  test('that never were rolled back leave that unknown', async () => {
    const answer = await measure(addressOf(stage), { measure: 'rollback-duration' })
    expect(answer.unknown?.reason).toBe('no_rollback')
  })
})

describe('backups', () => {
  test('have the age of the newest complete one, and the duration of the newest good restore', async () => {
    const policy = await createPolicy({
      state: 'fresh',
      newestAt: new Date(Date.now() - 7_200_000),
      evaluatedAt: new Date(),
    })
    await createRun(policy.id, 2)
    await getDb().restoreTest.create({
      data: {
        policyId: policy.id,
        method: 'by-hand',
        state: 'done',
        verdict: 'ok',
        actor: 'emil',
        startedAt: new Date(Date.now() - 2_880_000),
        finishedAt: new Date(),
        measuredRtoSeconds: 2_880,
      },
    })
    const { address } = policy
    const age = await measure(address, { measure: 'backup-age' })
    expect(age.value).toBeCloseTo(7_200, -2)
    expect(await measure(address, { measure: 'restore-duration' })).toMatchObject({ value: 2_880 })
  })

  test('of which nobody knows are unknown and not 0 seconds old', async () => {
    const policy = await createPolicy()
    expect(await measure(policy.address, { measure: 'backup-age' })).toMatchObject({
      value: null,
      unknown: { reason: 'backups_not_judged' },
    })
    expect(await measure(policy.address, { measure: 'restore-duration' })).toMatchObject({
      unknown: { reason: 'never_restored' },
    })
  })
})

describe('logs', () => {
  test('are counted by error, and say which jobs never ended', async () => {
    const { key, token } = await createLogStage()
    const hourAgo = Date.now() - 3_600_000
    const body = toRequest('worker', [
      { body: 'job started {"job":"11111111-1111-4111-8111-111111111111"}', atMs: hourAgo },
      { body: 'job started {"job":"22222222-2222-4222-8222-222222222222"}', atMs: hourAgo },
      { body: 'job succeeded {"job":"22222222-2222-4222-8222-222222222222"}', atMs: hourAgo + 900 },
      { body: 'ERROR out of memory', severity: 17 },
    ])
    expect((await push(token, { body })).status).toBe(200)
    const path = { system: key.system, stage: key.stage }
    expect(await measure(path, { measure: 'log-errors' })).toMatchObject({ value: 1, high: 1 })
    expect(await measure(path, { measure: 'stuck-jobs' })).toMatchObject({
      value: 1,
      params: { jobs: 2 },
    })
  })

  test('that nobody sends are unknown and not free of errors', async () => {
    const stage = await createStage()
    const answer = await measure(addressOf(stage), { measure: 'log-errors' })
    expect(answer).toMatchObject({ value: null, unknown: { reason: 'no_log_source' } })
  })
})

describe('the platform', () => {
  const note = (observedAt: string) => ({
    summary: { pinned: false, unknownSince: null, observedAt, ttlSeconds: 300 },
    components: [],
    skew: [],
    pin: null,
    notes: [
      {
        name: 'restarts',
        subject: 'worker',
        value: 3,
        source: 'platform',
        observedAt,
        ttlSeconds: 300,
      },
    ],
    sources: [],
  })

  test('says how often workers were restarted, as long as its word is fresh', async () => {
    const stage = await createStage({ worker: 'worker' })
    const write = (at: Date) =>
      query(
        `INSERT INTO stage_state (stage_id, system_id, platform) VALUES ($1, $2, $3)
         ON CONFLICT (stage_id) DO UPDATE SET platform = excluded.platform`,
        [stage.stageId, stage.systemId, JSON.stringify(note(at.toISOString()))],
      )
    await write(new Date())
    const path = addressOf(stage)
    expect(await measure(path, { measure: 'worker-restarts' })).toMatchObject({ value: 3 })
    await write(new Date(Date.now() - 600_000))
    expect((await measure(path, { measure: 'worker-restarts' })).unknown).toMatchObject({
      reason: 'platform_silent',
    })
  })

  test.each([
    ['eu-central-1', 1],
    ['eu-west-2', 0],
  ])('in the region %s is in the EU: %s', async (region, value) => {
    const stage = await createStage()
    await query(
      `INSERT INTO reading (stage_id, source, fact, value, observed_at, ttl_seconds, next_at)
       VALUES ($1, 'db', 'facts', $2, now(), 3600, now())`,
      [stage.stageId, JSON.stringify([{ name: 'region', subject: 'db-1', value: region }])],
    )
    expect(await measure(addressOf(stage), { measure: 'region-eu' })).toMatchObject({ value })
  })
})

test('everything is unknown of a stage of which nothing is known, each with its reason', async () => {
  const stage = await createStage()
  const { measures } = await getMeasures(as('viewer'), addressOf(stage), {}, soon())
  expect(measures.map(({ measure }) => measure)).toEqual(measureNames)
  expect(measures.filter(({ value, unknown }) => value !== null || unknown === null)).toEqual([])
})
