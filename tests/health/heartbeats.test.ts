import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { POST as POST_SIGNAL } from '#app/api/ping/[token]/[signal]/route.ts'
import { GET, POST } from '#app/api/ping/[token]/route.ts'
import { createContext, operatorContext } from '#lib/core/context.ts'
import type { Role } from '#lib/core/permissions.ts'
import { getPingUrl, pingUrlSchema, rotatePingToken } from '#lib/health/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createProbe, createStage, query, type TestStage } from './factory.ts'

useDatabase()

let stage: TestStage
let probeId: number
let address: { system: string; stage: string; probe: string }

beforeAll(async () => {
  stage = await createStage({ worker: 'worker' })
})
beforeEach(async () => {
  await query('UPDATE probe SET removed_at = now()')
  probeId = await createProbe({
    stage,
    kind: 'heartbeat',
    config: { periodSeconds: 60, graceSeconds: 30, timeZone: 'UTC' },
  })
  const [row] = await query<{ slug: string }>('SELECT slug FROM probe WHERE id = $1', [probeId])
  address = { system: stage.systemSlug, stage: stage.stageSlug, probe: row?.slug ?? '' }
})

const person = (role: Role) =>
  createContext({ kind: 'user', id: 'u1', name: role, grants: [{ role, scope: 'all' }] })

async function readToken(): Promise<string> {
  const { url } = await getPingUrl(operatorContext(), address)
  return new URL(url).pathname.split('/').at(-1) ?? ''
}

function send(token: string, signal?: string, init: RequestInit = { method: 'POST' }) {
  const request = new Request('http://portal.test/api/ping', init)
  if (signal !== undefined) {
    return POST_SIGNAL(request, { params: Promise.resolve({ token, signal }) })
  }
  const handler = init.method === 'GET' ? GET : POST
  return handler(request, { params: Promise.resolve({ token }) })
}

const readPing = async () =>
  (
    await query<Record<string, unknown>>(
      `SELECT last_ping_at IS NOT NULL AS pinged, last_start_at IS NOT NULL AS started, last_exit_code AS "exitCode",
              last_ping_body AS body, fence::int AS fence FROM probe WHERE id = $1`,
      [probeId],
    )
  )[0]

describe('a ping', () => {
  test.each([
    [undefined, { pinged: true, started: false, exitCode: 0 }],
    ['start', { pinged: false, started: true, exitCode: null }],
    ['fail', { pinged: true, started: false, exitCode: -1 }],
    ['0', { pinged: true, started: false, exitCode: 0 }],
    ['17', { pinged: true, started: false, exitCode: 17 }],
  ])('with the ending %s is recorded for what it says', async (signal, expected) => {
    const response = await send(await readToken(), signal)
    expect(response.status).toBe(200)
    expect(await readPing()).toMatchObject(expected)
  })

  test('by GET counts like one by POST', async () => {
    expect((await send(await readToken(), undefined, { method: 'GET' })).status).toBe(200)
    expect(await readPing()).toMatchObject({ pinged: true })
  })

  test.each(['256', '-1', 'done', '1e1', ''])(
    'with the ending "%s" is not found',
    async (signal) => {
      expect((await send(await readToken(), signal)).status).toBe(404)
      expect(await readPing()).toMatchObject({ pinged: false })
    },
  )

  test('keeps the first 10 kB of a body of a megabyte', async () => {
    const body = 'x'.repeat(1_000_000)
    expect((await send(await readToken(), undefined, { method: 'POST', body })).status).toBe(200)
    expect(await readPing()).toMatchObject({ body: 'x'.repeat(10_240) })
  })

  test('keeps a body that the database could not store, made inert', async () => {
    const body = Buffer.from('done\u0000\u001b[31mred\u202e \xff', 'latin1')
    expect((await send(await readToken(), undefined, { method: 'POST', body })).status).toBe(200)
    expect((await readPing())?.body).toContain('done')
  })

  test('beyond five a minute is told so, and the last one is kept', async () => {
    const token = await readToken()
    for (let index = 0; index < 5; index += 1) expect((await send(token)).status).toBe(200)
    const sixth = await send(token, '9')
    expect(sixth.status).toBe(429)
    expect(sixth.headers.get('retry-after')).toBe('60')
    expect(await readPing()).toMatchObject({ exitCode: 9 })
  })

  test('makes a judgement under way count for nothing', async () => {
    const before = await readPing()
    await send(await readToken())
    expect((await readPing())?.fence).toBe(Number(before?.fence) + 1)
  })
})

describe('a token', () => {
  test('that is unknown, malformed or of a removed probe gets one and the same answer', async () => {
    const token = await readToken()
    await query('UPDATE probe SET removed_at = now() WHERE id = $1', [probeId])
    const answers = await Promise.all(
      [token, 'x'.repeat(43), 'short', '../../x'].map((t) => send(t)),
    )
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(new Set(bodies).size).toBe(1)
  })

  test('is not stored: only its hash is', async () => {
    const token = await readToken()
    const rows = await query<{ row: string; hash: string }>(
      'SELECT probe::text AS row, token_hash AS hash FROM probe WHERE id = $1',
      [probeId],
    )
    expect(rows[0]?.row).not.toContain(token)
    expect(rows[0]?.hash).toBe(createHash('sha256').update(token).digest('hex'))
  })

  test('is shown to engineers, not to viewers', async () => {
    await expect(getPingUrl(person('viewer'), address)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await getPingUrl(person('engineer'), address)).url).toContain('/api/ping/')
  })

  test('ends when it is rotated by a lead, which is audited without it', async () => {
    const old = await readToken()
    await expect(rotatePingToken(person('engineer'), address)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const rotated = await rotatePingToken(person('lead'), address)
    expect(pingUrlSchema.parse(rotated)).toEqual(rotated)
    const { url } = rotated
    const fresh = new URL(url).pathname.split('/').at(-1) ?? ''
    expect((await send(old)).status).toBe(404)
    expect((await send(fresh)).status).toBe(200)
    const [entry] = await query<{ action: string; content: string }>(
      "SELECT action, content FROM audit_entry WHERE action = 'heartbeat.rotate-token' AND outcome = 'allowed'",
    )
    expect(entry?.content).not.toContain(fresh)
  })
})
