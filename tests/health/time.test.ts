import { afterEach, expect, test, vi } from 'vitest'
import { getPool } from '#lib/core/db.ts'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { logger } from '#lib/core/logger.ts'
import { onClient } from '#lib/core/run-sql.ts'
import { listenerRole, listOutages, recordPresence } from '#lib/health/list-outages.ts'
import { createProber } from '#lib/health/prober/prober.ts'
import { startHttp } from '#tests/core/http/servers.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createProbe, createStage, eventually, query, readProbe } from './factory.ts'

useDatabase()

afterEach(() => {
  vi.useRealTimers()
})

async function judgeOnce(id: number): Promise<void> {
  const client = createOutboundClient({ allow: '', connectTo: '' })
  const prober = createProber({ pool: getPool(), client, logger, secret: 'x'.repeat(32) })
  await query('UPDATE probe SET next_run_at = now() WHERE id = $1', [id])
  await prober.tick()
  await eventually(async () => {
    await prober.tick()
    expect((await readProbe(id)).leasedUntil).toBeNull()
  })
  await prober.stop()
  await client.close()
}

const heartbeat = { kind: 'heartbeat', config: { periodSeconds: 60, graceSeconds: 30 } } as const

test.each([-600, 600])(
  'a machine whose clock is %d s off judges heartbeats by the time of the database',
  async (offset) => {
    const stage = await createStage({ worker: 'worker' })
    const id = await createProbe({ stage, ...heartbeat })
    await query(
      "UPDATE probe SET last_ping_at = now() - interval '20 s', last_exit_code = 0 WHERE id = $1",
      [id],
    )
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offset * 1000 })
    await judgeOnce(id)
    expect((await readProbe(id)).health).toBe('healthy')
    await query("UPDATE probe SET last_ping_at = now() - interval '100 s' WHERE id = $1", [id])
    await judgeOnce(id)
    expect(await readProbe(id)).toMatchObject({ health: 'down', reason: 'heartbeat_missing' })
  },
)

test('a machine whose clock is off measures at the slots of the database', async () => {
  await using server = await startHttp((_request, response) => response.end('{}'))
  const stage = await createStage()
  const config = { url: 'http://app.test/' }
  const id = await createProbe({ stage, kind: 'http', config, dueInMs: 400, intervalSeconds: 60 })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 })
  const connectTo = `app.test:80=127.0.0.1:${server.port}`
  const client = createOutboundClient({ allow: '', connectTo })
  const lags: number[] = []
  const onStarted = (lagMs: number) => lags.push(lagMs)
  const prober = createProber({
    pool: getPool(),
    client,
    logger,
    secret: 'x'.repeat(32),
    onStarted,
  })
  await prober.tick()
  await eventually(async () => {
    await prober.tick()
    expect((await readProbe(id)).health).toBe('healthy')
  })
  await prober.stop()
  await client.close()
  expect(lags).toHaveLength(1)
  expect(Math.abs(lags[0] ?? Infinity)).toBeLessThan(500)
  const [row] = await query<{ ageSeconds: number; aheadSeconds: number }>(
    `SELECT extract(epoch FROM now() - observed_at)::float8 AS "ageSeconds",
            extract(epoch FROM next_run_at - now())::float8 AS "aheadSeconds" FROM probe WHERE id = $1`,
    [id],
  )
  expect(row?.ageSeconds).toBeLessThan(10)
  expect(row?.aheadSeconds).toBeLessThan(75)
})

test('silence while the portal could not be reached does not alarm; silence after it does', async () => {
  const stage = await createStage({ worker: 'worker' })
  const id = await createProbe({ stage, ...heartbeat })
  await query(
    "UPDATE probe SET last_ping_at = now() - interval '10 minutes', last_exit_code = 0 WHERE id = $1",
    [id],
  )
  await query(
    "INSERT INTO portal_presence (role, last_seen_at) VALUES ('web', now() - interval '9 minutes 30 seconds')",
  )
  await judgeOnce(id)
  expect((await readProbe(id)).health).toBe('healthy')

  await recordPresence(getPool(), listenerRole)
  await recordPresence(getPool(), listenerRole)
  const outages = await listOutages(onClient(getPool()), listenerRole)
  expect(outages).toHaveLength(1)
  expect(outages[0] && +outages[0].to - +outages[0].from).toBeGreaterThan(569_000)
  await judgeOnce(id)
  expect((await readProbe(id)).health).toBe('healthy')

  await query("UPDATE probe SET last_ping_at = now() - interval '12 minutes' WHERE id = $1", [id])
  await judgeOnce(id)
  expect(await readProbe(id)).toMatchObject({ health: 'down', reason: 'heartbeat_missing' })
})

test('a silent heartbeat is late after its period and judged again in the moment its grace ends', async () => {
  await query('DELETE FROM portal_outage')
  const stage = await createStage({ worker: 'worker' })
  const id = await createProbe({ stage, ...heartbeat })
  await query(
    "UPDATE probe SET last_ping_at = now() - interval '80 s', last_exit_code = 0 WHERE id = $1",
    [id],
  )
  await judgeOnce(id)
  expect(await readProbe(id)).toMatchObject({ health: 'degraded', reason: 'heartbeat_late' })
  const [row] = await query<{ seconds: number }>(
    'SELECT extract(epoch FROM next_run_at - now())::float8 AS seconds FROM probe WHERE id = $1',
    [id],
  )
  expect(row?.seconds).toBeLessThan(11)
})
