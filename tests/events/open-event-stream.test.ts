import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import type { Grant } from '#lib/core/permissions.ts'
import { openEventStream, shutDownHub } from '#lib/events/index.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { readFrames } from './read-frames.ts'

const createReader = (grant: Grant) =>
  createContext({ kind: 'user', id: randomUUID(), name: 'Vera', grants: [grant] })
const vera = createReader({ role: 'viewer', scope: 'all' })

/** The browsers of one test. */
let leaving = new AbortController()

async function open(options: Partial<Parameters<typeof openEventStream>[1]> = {}, ctx = vera) {
  const { signal } = leaving
  return readFrames(await openEventStream(ctx, { lastEventId: null, signal, ...options }))
}

async function record(key: string, systemId: string | null = null): Promise<string> {
  const { seq } = await getDb().event.create({ data: { topic: 'stage', key, systemId } })
  return String(seq)
}

describe('the stream of changes', () => {
  const database = useDatabase()

  afterEach(() => {
    leaving.abort()
    leaving = new AbortController()
  })
  afterAll(() => shutDownHub())

  it('tells a change as soon as it is committed', async () => {
    const stream = await open()
    await stream.nextOf('hello')
    await record('shop/production')
    const frame = await stream.nextOf('change')
    expect(JSON.parse(frame?.data ?? '')).toEqual({ topic: 'stage', key: 'shop/production' })
    expect(frame?.id).toMatch(/^\d+$/)
  })

  it('continues after the event a browser heard last', async () => {
    const heard = await record('before/heard')
    await record('after/one')
    await record('after/two')
    const keys = await (await open({ lastEventId: heard })).changesUntilHello()
    expect(keys.slice(-2)).toEqual(['after/one', 'after/two'])
  })

  it('tells a change that was committed later than one with a higher number', async () => {
    const slow = new pg.Client({ connectionString: database.url() })
    await slow.connect()
    await slow.query('BEGIN')
    await slow.query(`INSERT INTO event (topic, key) VALUES ('stage', 'slow/commit')`)
    const heard = await record('quick/commit')
    await slow.query('COMMIT')
    await slow.end()
    const keys = await (await open({ lastEventId: heard })).changesUntilHello()
    expect(keys).toContain('slow/commit')
  })

  it('says that everything must be read again when the event heard last is no longer stored', async () => {
    const heard = await record('long/ago')
    await getDb().event.deleteMany()
    await record('since/then')
    expect(await (await open({ lastEventId: heard })).changesUntilHello()).toEqual(['reset'])
  })

  it('takes an event id that is none for a first connection', async () => {
    const keys = await (await open({ lastEventId: "1'; DROP TABLE event" })).changesUntilHello()
    expect(keys).toEqual([])
  })

  it('keeps changes of a system from those who may not see it', async () => {
    const ours = await createStage({ system: 'ours', team: 'circle' })
    const theirs = await createStage({ system: 'theirs', team: 'other-team' })
    const otto = createReader({ role: 'engineer', scope: { systems: [], teams: ['circle'] } })
    const stream = await open({}, otto)
    await stream.nextOf('hello')
    await record('theirs/production', theirs.systemId)
    await record('ours/production', ours.systemId)
    await record('everybody/*')
    const keys = [await stream.nextOf('change'), await stream.nextOf('change')].map(
      (frame) => JSON.parse(frame?.data ?? '{}').key,
    )
    expect(keys).toEqual(['ours/production', 'everybody/*'])
  })

  it('ends when the database connection behind it is lost, and a new one hears again', async () => {
    const stream = await open()
    await stream.nextOf('hello')
    await getPool().query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'leitstand-events' AND datname = current_database()`,
    )
    expect(await stream.nextOf('never')).toBeUndefined()
    const again = await open()
    await again.nextOf('hello')
    await record('after/loss')
    expect((await again.nextOf('change'))?.data).toContain('after/loss')
  })

  it('ends after its time, so that rights are asked for again', async () => {
    const stream = await open({ lifetimeMs: 50 })
    expect(await stream.nextOf('never')).toBeUndefined()
  })

  it('sends heartbeats that a script can hear', async () => {
    const stream = await open({ heartbeatMs: 20 })
    expect(await stream.nextOf('heartbeat')).toMatchObject({ event: 'heartbeat' })
  })

  it('uses one connection of the database for any number of browsers', async () => {
    const streams = await Promise.all(Array.from({ length: 5 }, () => open()))
    await Promise.all(streams.map((stream) => stream.nextOf('hello')))
    const { rows } = await getPool().query(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE application_name = 'leitstand-events' AND datname = current_database()`,
    )
    expect(rows[0]).toEqual({ count: 1 })
  })
})
