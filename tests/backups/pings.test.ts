import { beforeEach, describe, expect, it } from 'vitest'
import { GET as GET_SIGNAL, POST as POST_SIGNAL } from '#app/api/ping/[token]/[signal]/route.ts'
import { GET, POST } from '#app/api/ping/[token]/route.ts'
import { backupPingUrlSchema, getBackupPingUrl, rotateBackupToken } from '#lib/backups/index.ts'
import { createContext, operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import type { Role } from '#lib/core/permissions.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createPolicy, listRuns, readPolicy, readStageBackup, type TestPolicy } from './factory.ts'

useDatabase()

let policy: TestPolicy
beforeEach(async () => {
  policy = await createPolicy()
})

const person = (role: Role) =>
  createContext({ kind: 'user', id: 'u1', name: role, grants: [{ role, scope: 'all' }] })

async function readToken(of: TestPolicy = policy): Promise<string> {
  const { url } = await getBackupPingUrl(operatorContext(), of.address)
  return new URL(url).pathname.split('/').at(-1) ?? ''
}

interface Ping {
  readonly signal?: string
  readonly query?: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly method?: 'GET' | 'POST'
}

async function ping(token: string, { signal, query, body, method = 'POST' }: Ping = {}) {
  const url = `http://portal.test/api/ping/${token}${query ? `?${query}` : ''}`
  const request = new Request(url, { method, ...(body === undefined ? {} : { body }) })
  if (signal !== undefined) {
    const handler = method === 'GET' ? GET_SIGNAL : POST_SIGNAL
    return handler(request, { params: Promise.resolve({ token, signal }) })
  }
  const handler = method === 'GET' ? GET : POST
  return handler(request, { params: Promise.resolve({ token }) })
}

describe('a ping of a backup', () => {
  it('makes its policy fresh, tells the board, and says so to readers', async () => {
    const response = await ping(await readToken(), { query: 'size=1048576' })
    expect(response.status).toBe(200)
    expect(await listRuns(policy.id)).toMatchObject([
      { state: 'complete', sizeBytes: 1_048_576n, place: 'reported' },
    ])
    expect(await readPolicy(policy.id)).toMatchObject({ state: 'fresh', reason: null })
    expect(await readStageBackup(policy.stageId)).toMatchObject({
      policy: 'nightly',
      state: 'fresh',
      rpoSeconds: 93_600,
      policies: 1,
      newestAt: expect.any(String),
    })
    const { system, stage } = policy.address
    const events = await getDb().event.findMany({ where: { systemId: policy.systemId } })
    expect(events.map(({ topic, key }) => [topic, key]).sort()).toEqual([
      ['board', `${system}/${stage}`],
      ['stage', `${system}/${stage}`],
    ])
  })

  it('at its start and its end is one run, of data taken at the start', async () => {
    const token = await readToken()
    await ping(token, { signal: 'start' })
    expect(await listRuns(policy.id)).toMatchObject([{ state: 'running', finishedAt: null }])
    await new Promise((resolve) => setTimeout(resolve, 30))
    await ping(token, { body: '{"size": 5000}' })
    const [run, ...others] = await listRuns(policy.id)
    expect(others).toEqual([])
    expect(run).toMatchObject({ state: 'complete', sizeBytes: 5_000n })
    expect(run?.madeAt).toEqual(run?.startedAt)
    expect(Number(run?.finishedAt)).toBeGreaterThan(Number(run?.startedAt))
  })

  it.each([
    ['fail', null],
    ['3', 'exit 3'],
  ])('with the ending %s is a failed run', async (signal, detail) => {
    expect((await ping(await readToken(), { signal })).status).toBe(200)
    expect(await listRuns(policy.id)).toMatchObject([{ state: 'failed', detail }])
    expect(await readPolicy(policy.id)).toMatchObject({ state: 'failed', reason: 'run_failed' })
  })

  it('of 0 bytes is no backup', async () => {
    await ping(await readToken(), { query: 'size=0' })
    expect(await readPolicy(policy.id)).toMatchObject({ state: 'failed', reason: 'run_empty' })
  })

  it.each([
    ['12345', 12_345n],
    ['size=99\n', 99n],
    ['dumped 3 tables\nsize: 77\nbye', 77n],
    ['{"size":"88"}', 88n],
    ['{"size":-1}', null],
    ['{"size":1e400}', null],
    ['size=99999999999999999999', null],
    ['pg_dump: done', null],
    ['', null],
  ])('reads the size of the body "%s"', async (body, sizeBytes) => {
    await ping(await readToken(), { body })
    expect(await listRuns(policy.id)).toMatchObject([{ state: 'complete', sizeBytes }])
  })

  it('by GET counts like one by POST', async () => {
    expect((await ping(await readToken(), { method: 'GET', query: 'size=7' })).status).toBe(200)
    expect(await listRuns(policy.id)).toMatchObject([{ sizeBytes: 7n }])
  })

  it('keeps what its body says inert, and no secret', async () => {
    const body = Buffer.from(`failed\u0000 ghp_${'a'.repeat(36)} \u001b[31m`)
    await ping(await readToken(), { signal: 'fail', body })
    const [run] = await listRuns(policy.id)
    expect(run?.detail).toContain('failed')
    expect(run?.detail).not.toContain('ghp_')
  })

  it('beyond five a minute is told so, and what the last one says is kept', async () => {
    const token = await readToken()
    for (let index = 0; index < 5; index += 1) expect((await ping(token)).status).toBe(200)
    const sixth = await ping(token, { signal: '9' })
    expect(sixth.status).toBe(429)
    const runs = await listRuns(policy.id)
    expect(runs).toHaveLength(5)
    expect(runs[0]).toMatchObject({ state: 'failed', detail: 'exit 9' })
  })

  it('from two hosts at the same time ends each run that was begun', async () => {
    const token = await readToken()
    await ping(token, { signal: 'start' })
    await ping(token, { signal: 'start' })
    await ping(token, { query: 'size=10' })
    expect(await readPolicy(policy.id)).toMatchObject({ state: 'fresh' })
    await ping(token, { query: 'size=20' })
    const runs = await listRuns(policy.id)
    expect(runs.map(({ state }) => state)).toEqual(['complete', 'complete'])
    expect(runs.map(({ sizeBytes }) => sizeBytes).sort()).toEqual([10n, 20n])
  })

  it('keeps the first 10 kB of a body of a megabyte', async () => {
    await ping(await readToken(), { signal: 'fail', body: 'x'.repeat(1_000_000) })
    const [run] = await listRuns(policy.id)
    expect(run?.detail).toHaveLength(10 * 1_024)
  })

  it('sent twenty times at once loses none and writes at most five runs', async () => {
    const token = await readToken()
    const answers = await Promise.all(Array.from({ length: 20 }, () => ping(token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
    expect(await listRuns(policy.id)).toHaveLength(5)
  })
})

describe('a token', () => {
  it('unknown, malformed, of a removed policy or of one that is read from a source gets one answer', async () => {
    const token = await readToken()
    const sourced = await createPolicy()
    const other = await readToken(sourced)
    await getDb().backupPolicy.update({
      where: { id: sourced.id },
      data: { origin: { kind: 'source', source: 'db' } },
    })
    await getDb().backupPolicy.update({ where: { id: policy.id }, data: { removedAt: new Date() } })
    const tokens = [token, other, 'x'.repeat(43), 'short', '../../x']
    const answers = await Promise.all(tokens.map((text) => ping(text)))
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect(new Set(bodies).size).toBe(1)
  })

  it('of a removed stage is not found', async () => {
    const token = await readToken()
    await getDb().stage.update({ where: { id: policy.stageId }, data: { removedAt: new Date() } })
    expect((await ping(token)).status).toBe(404)
  })

  it('ends when it is rotated, which a lead may do, and is audited', async () => {
    const before = await readToken()
    await expect(rotateBackupToken(person('engineer'), policy.address)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const rotated = await rotateBackupToken(person('lead'), policy.address)
    expect(backupPingUrlSchema.parse(rotated)).toEqual(rotated)
    const { url, rotation } = rotated
    expect(rotation).toBe(1)
    expect((await ping(before)).status).toBe(404)
    expect((await ping(new URL(url).pathname.split('/').at(-1) ?? '')).status).toBe(200)
    const entry = await getDb().auditEntry.findFirst({
      where: { action: 'backup.rotate-token', outcome: 'allowed' },
    })
    expect(entry).toMatchObject({ actorName: 'lead' })
  })

  it('is nowhere in the database', async () => {
    const token = await readToken()
    const { tokenHash } = await readPolicy(policy.id)
    expect(tokenHash).toMatch(/^[0-9a-f]{64}$/)
    expect(tokenHash).not.toContain(token)
  })

  it('is shown to engineers, not to viewers', async () => {
    await expect(getBackupPingUrl(person('viewer'), policy.address)).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await getBackupPingUrl(person('engineer'), policy.address)).toMatchObject({
      policy: 'nightly',
    })
  })
})
