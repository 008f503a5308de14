import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getPool } from '#lib/core/db.ts'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { logger } from '#lib/core/logger.ts'
import { repeat } from '#lib/core/repeat.ts'
import { createProber } from '#lib/health/prober/prober.ts'
import { startHttp, startTcp, type TestServer } from '#tests/core/http/servers.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createProbe, createStage, eventually, query } from './factory.ts'

useDatabase()

const systems = ['one', 'two', 'three', 'four', 'five']
const servers = new Map<string, TestServer>()
const ports = new Map<string, number>()
const probers: { end: AbortController; done: Promise<unknown> }[] = []
let stageIds: string[] = []

async function bringUp(...names: string[]): Promise<void> {
  for (const name of names) {
    const server = await startHttp((_request, response) => response.end('{}'), ports.get(name))
    servers.set(name, server)
    ports.set(name, server.port)
  }
}

async function takeDown(...names: string[]): Promise<void> {
  await Promise.all(names.map((name) => servers.get(name)?.[Symbol.asyncDispose]()))
  for (const name of names) servers.delete(name)
}

/** A prober that reaches each system at a port; `onStarted` hears of every run. */
function startProber(portOf: (name: string) => number | undefined, onStarted?: () => void): void {
  const pairs = systems.map((name) => `${name}.test:80=127.0.0.1:${portOf(name)}`)
  const client = createOutboundClient({ allow: '', connectTo: pairs.join(',') })
  const settings = { pool: getPool(), client, logger, secret: 'x'.repeat(32) }
  const prober = createProber({ ...settings, ...(onStarted ? { onStarted } : {}) })
  const end = new AbortController()
  const { signal } = end
  const done = Promise.all([
    repeat({ what: 'probing', step: prober.tick, intervalMs: 100, signal }),
    repeat({ what: 'beat', step: prober.beat, intervalMs: 500, signal }),
  ])
    .then(() => prober.stop())
    .then(() => client.close())
  probers.push({ end, done })
}

async function stopProbers(): Promise<void> {
  const running = probers.splice(0)
  for (const { end } of running) end.abort()
  await Promise.all(running.map(({ done }) => done))
}

/** Five systems, each with a server of its own. */
beforeEach(async () => {
  await query('UPDATE probe SET removed_at = now()')
  await query('DELETE FROM status_change')
  ports.clear()
  await bringUp(...systems)
  stageIds = []
  for (const name of systems) {
    const stage = await createStage()
    stageIds.push(stage.stageId)
    const config = { url: `http://${name}.test/` }
    await createProbe({ stage, kind: 'http', config, intervalSeconds: 1, retries: 0 })
  }
  startProber((name) => ports.get(name))
  await eventually(async () => expect(await readHealth()).toEqual(Array(5).fill('healthy')))
})
afterEach(async () => {
  await stopProbers()
  await takeDown(...servers.keys())
})

function startRelay(port: number): Promise<TestServer> {
  return startTcp((socket) => {
    const onward = connect(port, '127.0.0.1')
    socket.pipe(onward).pipe(socket)
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  })
}

const readHealth = async () =>
  (
    await query<{ health: string }>(
      'SELECT health FROM stage_state WHERE stage_id = ANY($1) ORDER BY array_position($1, stage_id)',
      [stageIds],
    )
  ).map(({ health }) => health)

const readChanges = () =>
  query<{ subject: string; to: string; reason: string | null }>(
    `SELECT subject, "to", reason FROM status_change WHERE "from" <> 'unknown' OR subject = 'prober' ORDER BY id`,
  )

test('a prober that loses its network says unknown of every target and records it once', async () => {
  await takeDown(...systems)
  await eventually(async () => expect(await readHealth()).toEqual(Array(5).fill('unknown')))
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect(await readChanges()).toEqual([
    { subject: 'prober', to: 'unknown', reason: 'prober_cut_off' },
  ])
  const [state] = await query(
    'SELECT health_reason AS reason FROM stage_state WHERE stage_id = $1',
    [stageIds[0]],
  )
  expect(state).toEqual({ reason: 'prober_cut_off' })
})

test('when the network is back only what really changed meanwhile is recorded', async () => {
  await takeDown(...systems)
  await eventually(async () => expect(await readHealth()).toEqual(Array(5).fill('unknown')))
  await bringUp('one', 'two', 'four', 'five')
  await eventually(async () =>
    expect(await readHealth()).toEqual(['healthy', 'healthy', 'down', 'healthy', 'healthy']),
  )
  const changes = await readChanges()
  expect(changes.filter(({ subject }) => subject === 'prober').map(({ to }) => to)).toEqual([
    'unknown',
    'healthy',
  ])
  expect(changes.filter(({ subject }) => subject === 'stage')).toEqual([
    { subject: 'stage', to: 'down', reason: 'could_not_connect' },
  ])
}, 30_000)

test('a worker without network leaves the probes to one that has it', async () => {
  await stopProbers()
  const relays = new Map<string, TestServer>()
  for (const name of systems) relays.set(name, await startRelay(ports.get(name) ?? 0))
  let started = 0
  startProber(
    (name) => relays.get(name)?.port,
    () => {
      started += 1
    },
  )
  // It needs to have heard of the systems to notice that it no longer does.
  await eventually(async () => {
    for (const relay of relays.values()) expect(relay.connections()).toBeGreaterThan(0)
  })
  startProber((name) => ports.get(name))
  await eventually(async () => expect(await query('SELECT 1 FROM prober')).toHaveLength(2))

  await Promise.all([...relays.values()].map((relay) => relay[Symbol.asyncDispose]()))
  await eventually(async () => {
    const cutOff = await query('SELECT 1 FROM prober WHERE cut_off_since IS NOT NULL')
    expect(cutOff).toHaveLength(1)
  })
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const before = started
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect(started).toBe(before)
  await eventually(async () => expect(await readHealth()).toEqual(Array(5).fill('healthy')))
  expect((await readChanges()).filter(({ to }) => to === 'down')).toEqual([])
}, 60_000)

test('two systems that fail while the others answer are down, not unknown', async () => {
  await takeDown('one', 'two')
  await eventually(async () =>
    expect(await readHealth()).toEqual(['down', 'down', 'healthy', 'healthy', 'healthy']),
  )
  expect((await readChanges()).filter(({ subject }) => subject === 'prober')).toEqual([])
})
