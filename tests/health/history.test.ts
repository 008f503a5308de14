import { beforeAll, describe, expect, test } from 'vitest'
import { createContext, operatorContext } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import type { Role } from '#lib/core/permissions.ts'
import {
  getStageHealth,
  pausedProbeSchema,
  setProbePaused,
  stageHealthViewSchema,
} from '#lib/health/index.ts'
import { maintainSamples } from '#lib/health/samples/maintain-samples.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createProbe, createStage, query, readProbe, type TestStage } from './factory.ts'

useDatabase()

let stage: TestStage
let probeId: number

const http = { kind: 'http', config: { url: 'http://app.test/' } } as const
const address = () => ({ system: stage.systemSlug, stage: stage.stageSlug })

/** Samples every half minute over the last two hours, the last of each ten failed. */
beforeAll(async () => {
  stage = await createStage()
  probeId = await createProbe({ stage, ...http })
  await query(
    `INSERT INTO stage_state (stage_id, system_id, uptime_hours) VALUES ($1, $2, array_fill(-1, ARRAY[24]))`,
    [stage.stageId, stage.systemId],
  )
  await query(
    `SELECT keep_sample_partitions(3, 48, 14);
     DO $$ BEGIN EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF probe_sample FOR VALUES FROM (%L) TO (%L)',
       'probe_sample_' || to_char(now() AT TIME ZONE 'UTC' - interval '1 day', 'YYYYMMDD'),
       date_trunc('day', now(), 'UTC') - interval '1 day', date_trunc('day', now(), 'UTC')); END $$;
     DO $$ BEGIN EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF probe_minute FOR VALUES FROM (%L) TO (%L)',
       'probe_minute_' || to_char(now() AT TIME ZONE 'UTC' - interval '1 day', 'YYYYMMDD'),
       date_trunc('day', now(), 'UTC') - interval '1 day', date_trunc('day', now(), 'UTC')); END $$;`,
  )
  await query(
    `INSERT INTO probe_sample (probe_id, at, outcome, duration_ms)
     SELECT $1, now() - interval '40 s' - n * interval '30 s', CASE WHEN n % 10 = 9 THEN 0 ELSE 1 END, 100 + n % 10
     FROM generate_series(0, 239) n`,
    [probeId],
  )
  await maintainSamples(getPool())
})

const sumOf = async (table: string) =>
  (
    await query<Record<string, number>>(
      `SELECT sum(samples)::int AS samples, sum(good)::int AS good, sum(duration_sum_ms)::int AS "durationMs"
       FROM ${table} WHERE probe_id = $1`,
      [probeId],
    )
  )[0]

describe('rolling up', () => {
  test('loses and doubles no sample at any level, run twice or not', async () => {
    await maintainSamples(getPool())
    const [raw] = await query<Record<string, number>>(
      `SELECT count(*)::int AS samples, count(*) FILTER (WHERE outcome > 0)::int AS good, sum(duration_ms)::int AS "durationMs"
       FROM probe_sample WHERE probe_id = $1 AND at < (SELECT through FROM sample_rollup WHERE level = 'minute')`,
      [probeId],
    )
    expect(raw?.samples).toBeGreaterThan(230)
    expect(await sumOf('probe_minute')).toEqual(raw)
    expect(await sumOf('probe_hour')).toEqual(raw)
    expect(await sumOf('probe_day')).toEqual(raw)
  })

  test('gives the board 24 hours: what was not measured is -1', async () => {
    const [row] = await query<{ hours: number[] }>(
      'SELECT uptime_hours AS hours FROM stage_state WHERE stage_id = $1',
      [stage.stageId],
    )
    expect(row?.hours).toHaveLength(24)
    expect(row?.hours.slice(0, 20)).toEqual(Array(20).fill(-1))
    const measured = row?.hours.filter((permille) => permille >= 0) ?? []
    expect(measured.length).toBeGreaterThanOrEqual(2)
    // At its edge the span may hold a single sample of an hour, and that one may have failed.
    for (const permille of measured.toSorted((a, b) => b - a).slice(0, 2)) {
      expect(permille).toBeGreaterThan(800)
    }
  })

  test('drops days that are past their age and makes those to come', async () => {
    await query(
      `CREATE TABLE probe_sample_20200101 PARTITION OF probe_sample FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2020-01-02 00:00+00')`,
    )
    await maintainSamples(getPool())
    const names = await query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = 'probe_sample'::regclass`,
    )
    const all = names.map(({ name }) => name)
    const inDays = (days: number) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
    expect(all).not.toContain('probe_sample_20200101')
    expect(all).toContain(`probe_sample_${inDays(0)}`)
    expect(all).toContain(`probe_sample_${inDays(3)}`)
  })
})

describe('the health of a stage', () => {
  test.each([
    ['24h', 96],
    ['7d', 84],
    ['90d', 90],
  ] as const)('over %s has %d periods, empty ones without data', async (range, count) => {
    const view = await getStageHealth(operatorContext(), { ...address(), range })
    expect(view.buckets).toHaveLength(count)
    expect(view.buckets[0]).toEqual({ permille: -1, meanMs: null, maxMs: null })
    const measured = view.buckets.filter(({ permille }) => permille >= 0)
    expect(measured.length).toBeGreaterThan(0)
    expect(measured[0]?.meanMs).toBeGreaterThanOrEqual(100)
    expect(view.uptime).toBeCloseTo(0.9, 1)
  })

  test('ends now: samples that are not rolled up yet are in it', async () => {
    const read = () => getStageHealth(operatorContext(), { ...address(), range: '24h' })
    const before = (await read()).buckets.at(-1)
    await query(
      `INSERT INTO probe_sample (probe_id, at, outcome, duration_ms) VALUES ($1, now(), 0, 5000)`,
      [probeId],
    )
    expect((await read()).buckets.at(-1)?.maxMs).toBe(5000)
    expect(before?.maxMs).not.toBe(5000)
    await query('DELETE FROM probe_sample WHERE probe_id = $1 AND duration_ms = 5000', [probeId])
  })

  test('counts outages and lists the changes and deployments of the time span', async () => {
    await query(
      `INSERT INTO status_change (stage_id, subject, "from", "to", reason, at) VALUES
       ($1, 'stage', 'healthy', 'down', 'timed_out', now() - interval '2 hours'),
       ($1, 'stage', 'down', 'healthy', NULL, now() - interval '1 hour'),
       ($1, 'stage', 'healthy', 'down', 'timed_out', now() - interval '3 days')`,
      [stage.stageId],
    )
    await query(
      `INSERT INTO deployment (id, number, stage_id, kind, state, ref, version, requested_by_kind, requested_by_name, correlation_id, finished_at)
       VALUES (gen_random_uuid(), 7, $1, 'deployment', 'succeeded', 'v1', 'v1.4.0', 'user', 'emil', gen_random_uuid(), now() - interval '90 minutes')`,
      [stage.stageId],
    )
    const view = await getStageHealth(operatorContext(), { ...address(), range: '24h' })
    expect(stageHealthViewSchema.parse(view)).toEqual(view)
    expect(view.outages).toBe(1)
    expect(view.transitions.map(({ to, reason }) => [to, reason])).toEqual([
      ['healthy', null],
      ['down', 'timed_out'],
    ])
    expect(view.deployments).toMatchObject([{ number: 7, version: 'v1.4.0', state: 'succeeded' }])
    const week = await getStageHealth(operatorContext(), { ...address(), range: '7d' })
    expect(week.outages).toBe(2)
  })

  test('past its time to live is unknown, with the last word kept', async () => {
    await query(
      `UPDATE probe SET health = 'healthy', observed_at = now() - interval '10 minutes' WHERE id = $1`,
      [probeId],
    )
    const view = await getStageHealth(operatorContext(), { ...address(), range: '24h' })
    expect(stageHealthViewSchema.parse(view)).toEqual(view)
    expect(view.probes[0]).toMatchObject({
      health: 'unknown',
      lastHealth: 'healthy',
      cause: { reason: 'not_measured_lately' },
    })
  })

  test('of a system the reader may not see does not exist', async () => {
    const stranger = createContext({ kind: 'user', id: 'u', name: 'otto', grants: [] })
    await expect(getStageHealth(stranger, { ...address(), range: '24h' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('pausing a probe', () => {
  const person = (role: Role) =>
    createContext({ kind: 'user', id: 'u1', name: role, grants: [{ role, scope: 'all' }] })

  test('needs an engineer, shows on the stage, is audited once, and can be undone', async () => {
    const [row] = await query<{ slug: string }>('SELECT slug FROM probe WHERE id = $1', [probeId])
    const probe = { ...address(), probe: row?.slug ?? '' }
    const paused = { ...probe, paused: true }
    await expect(setProbePaused(person('viewer'), paused)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const answer = await setProbePaused(person('engineer'), paused)
    expect(pausedProbeSchema.parse(answer)).toEqual(answer)
    await setProbePaused(person('engineer'), paused)
    expect((await readProbe(probeId)).health).toBe('paused')
    const state = () => query('SELECT health FROM stage_state WHERE stage_id = $1', [stage.stageId])
    expect(await state()).toEqual([{ health: 'paused' }])

    await setProbePaused(person('engineer'), { ...probe, paused: false })
    expect(await readProbe(probeId)).toMatchObject({ health: 'unknown', nextRunAt: null })
    expect(await state()).toEqual([{ health: 'unknown' }])
    const audit = await query<{ action: string }>(
      "SELECT action FROM audit_entry WHERE outcome = 'allowed' AND entity_kind = 'probe' ORDER BY seq",
    )
    expect(audit.map(({ action }) => action)).toEqual(['probe.pause', 'probe.resume'])
  })
})
