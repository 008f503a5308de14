import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { getDb, getPool } from '#lib/core/db.ts'
import { listLogTokens, logTokenListSchema, readLogs, revokeLogToken } from '#lib/logs/index.ts'
import { ReadLogsQuery } from '#lib/logs/schemas.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { as, createLogStage, type LogStage, push, pushTexts, toRequest } from './support.ts'

useDatabase()
let stage: LogStage
beforeAll(async () => {
  stage = await createLogStage()
})

const signal = new AbortController().signal
async function readTexts(query: Record<string, string> = {}, of = stage) {
  const page = await readLogs(
    as('viewer'),
    of.key,
    ReadLogsQuery.parse({ source: 'push', ...query }),
    signal,
  )
  return page.lines
}

describe('pushed logs', () => {
  it('are stored with component, level and time, and found by a viewer', async () => {
    const atMs = Date.now() - 5_000
    await pushTexts(stage.token, `${stage.key.system}-api`, [
      { body: 'started in 12 ms', atMs, severity: 9 },
      { body: '[WORKER] job 4711 failed', atMs: atMs + 1, severity: 17 },
    ])
    const lines = await readTexts()
    expect(lines).toMatchObject([
      { text: '[WORKER] job 4711 failed', component: 'api', level: 'error', jobs: ['4711'] },
      {
        text: 'started in 12 ms',
        component: 'api',
        level: 'info',
        at: new Date(atMs).toISOString(),
      },
    ])
  })

  it('keep their time to the millisecond', async () => {
    const other = await createLogStage()
    const times = Array.from({ length: 60 }, (_, index) => Date.now() - 60_000 + index)
    const bodies = times.map((atMs) => ({ body: `at ${atMs}`, atMs }))
    await pushTexts(other.token, 'api', bodies)
    const lines = await readTexts({}, other)
    expect(lines.map(({ at }) => Date.parse(at)).toSorted()).toEqual(times)
  })

  it('are taken packed, and refused when they unpack to too much', async () => {
    const headers = { 'content-encoding': 'gzip' }
    const body = gzipSync(JSON.stringify(toRequest('worker', [{ body: 'packed' }])))
    expect((await push(stage.token, { body, headers })).status).toBe(200)
    expect((await readTexts({ q: 'packed' }))[0]).toMatchObject({ component: 'worker' })
    const bomb = gzipSync(Buffer.alloc(17 * 1_024 * 1_024, 32))
    expect((await push(stage.token, { body: bomb, headers })).status).toBe(413)
    expect((await push(stage.token, { body: 'no gzip', headers })).status).toBe(400)
  })

  it('lose only what cannot be used, and say so', async () => {
    const old = Date.now() - 40 * 86_400_000
    const request = toRequest('api', [{ body: 'good one' }, { body: 'too old', atMs: old }, {}])
    // What an exporter gone wrong may send between good records.
    request.resourceLogs[0]?.scopeLogs[0]?.logRecords.push(null as never, 7 as never)
    const response = await push(stage.token, { body: request })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      partialSuccess: {
        rejectedLogRecords: '4',
        errorMessage: 'a record is older than the 14 days that lines are kept',
      },
    })
    expect(await readTexts({ q: 'good one' })).toHaveLength(1)
  })

  it('are stored although one of them is hostile, and the others are unharmed', async () => {
    const hostile = [
      'nul \u0000 here',
      'lone \ud800 surrogate',
      '\u001b]0;title\u0007osc',
      'bidi \u202e txt',
      `long ${'x'.repeat(1_048_576)}`,
    ]
    await pushTexts(
      stage.token,
      'api',
      [...hostile, 'neighbour'].map((body) => ({ body })),
    )
    const texts = (await readTexts({ limit: '6' })).map(({ text }) => text)
    expect(texts).toHaveLength(6)
    expect(texts).toContain('neighbour')
    expect(texts).toContain('nul \ufffd here')
    expect(texts).toContain('lone \ufffd surrogate')
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(17_000)
  })

  it('may be in another encoding than they say', async () => {
    const json = JSON.stringify(toRequest('api', [{ body: 'caf#' }]))
    const [before = '', after = ''] = json.split('#')
    const body = Buffer.concat([Buffer.from(before), Buffer.from([0xe9]), Buffer.from(after)])
    expect((await push(stage.token, { body })).status).toBe(200)
    expect((await readTexts({ q: 'caf' }))[0]?.text).toBe('caf\ufffd')
  })

  it('never bring a secret into the table', async () => {
    await pushTexts(stage.token, 'api', [
      { body: 'connect postgres://app:hunter22@db/app', attributes: { password: 'hunter22' } },
    ])
    const { rows } = await getPool().query(
      "SELECT text FROM pushed_log WHERE text LIKE '%hunter22%'",
    )
    expect(rows).toEqual([])
    expect((await readTexts({ q: 'connect postgres' }))[0]?.summary?.message).toContain(
      'app:•••@db',
    )
  })

  it('keep their attributes, and their colours', async () => {
    await pushTexts(stage.token, 'api', [
      { body: 'paid', attributes: { order: '7' } },
      { body: '\u001b[31mred\u001b[0m alert' },
    ])
    const [coloured, paid] = await readTexts({ limit: '2' })
    expect(coloured).toMatchObject({
      text: 'red alert',
      spans: [{ start: 0, end: 3, colour: 'red' }],
    })
    expect(paid?.summary).toEqual({ message: 'paid', fields: [['order', '7']] })
  })

  it('count as received when their clock runs ahead', async () => {
    await pushTexts(stage.token, 'api', [{ body: 'from the future', atMs: Date.now() + 3_600_000 }])
    const [line] = await readTexts({
      q: 'from the future',
      to: new Date(Date.now() + 1_000).toISOString(),
    })
    expect(Date.parse(line?.at ?? '')).toBeLessThan(Date.now() + 1_000)
  })

  it('make the partition of an earlier day when there is none', async () => {
    const atMs = Date.now() - 6 * 86_400_000
    await pushTexts(stage.token, 'api', [{ body: 'delivered late', atMs }])
    const from = new Date(atMs - 1_000).toISOString()
    expect(await readTexts({ q: 'delivered late', from })).toHaveLength(1)
  })

  it('are dropped by whole days once they are too old', async () => {
    const partitions = async () =>
      (
        await getPool().query(
          "SELECT count(*)::int AS count FROM pg_inherits WHERE inhparent = 'pushed_log'::regclass",
        )
      ).rows[0].count
    await getPool().query('SELECT add_log_partitions(current_date - 30, current_date - 29)')
    const before = await partitions()
    await getPool().query('SELECT drop_log_partitions(14)')
    expect(await partitions()).toBe(before - 2)
    expect(await readTexts({ q: 'started in 12 ms' })).toHaveLength(1)
  })
})

describe('a log token', () => {
  it('is refused when it is missing, unknown, or a token of the API', async () => {
    const body = toRequest('api', [{ body: 'x' }])
    for (const token of ['', 'leit_log_nonsense', `leit_log_${'0'.repeat(48)}`]) {
      const response = await push(token, { body })
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ reason: 'log_token' })
    }
  })

  it('refuses what is not OTLP in JSON', async () => {
    const protobuf = { 'content-type': 'application/x-protobuf' }
    expect((await push(stage.token, { body: 'x', headers: protobuf })).status).toBe(415)
    expect((await push(stage.token, { body: '[]' })).status).toBe(400)
    expect((await push(stage.token, { body: 'no json' })).status).toBe(400)
    expect((await push(stage.token, { body: {} })).status).toBe(200)
    expect((await push(stage.token, { body: ' '.repeat(4 * 1_024 * 1_024 + 1) })).status).toBe(413)
  })

  it('is stored hashed, noted when used, and never given out again', async () => {
    const rows = await getDb().logToken.findMany()
    expect(JSON.stringify(rows)).not.toContain(stage.token)
    const items = await listLogTokens(as('lead'), stage.key)
    expect(logTokenListSchema.parse({ items })).toEqual({ items })
    const [token] = items
    expect(token).toMatchObject({ name: 'collector', prefix: stage.token.slice(0, 15) })
    expect(token?.lastUsedAt).not.toBeNull()
  })

  it('stops at once when it is revoked, and is nobody’s but a lead’s', async () => {
    const other = await createLogStage()
    await expect(
      revokeLogToken(as('engineer'), { ...other.key, logToken: other.tokenId }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      revokeLogToken(as('lead'), { ...stage.key, logToken: other.tokenId }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await revokeLogToken(as('lead'), { ...other.key, logToken: other.tokenId })
    expect((await push(other.token, { body: toRequest('api', [{ body: 'x' }]) })).status).toBe(401)
    const audited = await getDb().auditEntry.findMany({ where: { entityId: other.tokenId } })
    expect(audited.map(({ action }) => action)).toEqual(['log-token.create', 'log-token.revoke'])
  })
})
