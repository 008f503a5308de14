import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  listRestoreTests,
  recordRestoreTest,
  restoreTestListSchema,
  startRestoreTest,
} from '#lib/backups/index.ts'
import { planRestoreTests } from '#lib/backups/restore/plan-restore-tests.ts'
import { runRestoreTest } from '#lib/backups/restore/run-restore-test.ts'
import { RecordRestoreTestInput } from '#lib/backups/schemas.ts'
import { createContext, jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import type { Role } from '#lib/core/permissions.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { runOnServer } from '#tests/setup/database.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createPolicy, createRun, readStageBackup, type TestPolicy } from './factory.ts'
import { type RestoreOfFile, restoreFile } from './restore-file.ts'
import { useRestorer } from './use-restorer.ts'

const database = useDatabase()

const person = (role: Role) =>
  createContext({ kind: 'user', id: 'u1', name: 'emil', grants: [{ role, scope: 'all' }] })

let folder: string
let restoreServer: string | null = null
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'backups-of-a-test-'))
  // Of its own, because other restores on this machine leave and remove folders meanwhile.
  vi.stubEnv('TMPDIR', await mkdtemp(path.join(tmpdir(), 'restores-of-a-test-')))
})
afterEach(async () => {
  await rm(tmpdir(), { recursive: true, force: true })
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const listLeftovers = () => readdir(tmpdir())

/** Restores a file of the folder as the worker would, and gives what is kept of it. */
const restore = (job: Omit<RestoreOfFile, 'folder'>) =>
  restoreFile({ folder, server: restoreServer, ...job })

function writeSqlite(name: string, rows: number): string {
  const file = path.join(folder, name)
  const sqlite = new DatabaseSync(file)
  sqlite.exec('CREATE TABLE member (id INTEGER PRIMARY KEY, name TEXT)')
  sqlite.exec('BEGIN')
  const insert = sqlite.prepare('INSERT INTO member (name) VALUES (?)')
  for (let index = 0; index < rows; index += 1) insert.run(`member ${index} ${'x'.repeat(500)}`)
  sqlite.exec('COMMIT')
  sqlite.close()
  return file
}

describe('a SQLite backup', () => {
  const sentinels = [{ table: 'member', minimumRows: 50 }]

  it('is restored, checked, counted and timed, and leaves nothing behind', async () => {
    const before = await listLeftovers()
    writeSqlite('app.db', 60)
    const { test, policy } = await restore({ file: 'app.db', sentinels })
    expect(test).toMatchObject({ state: 'done', verdict: 'ok', reason: null, actor: 'emil' })
    expect(test.checks).toEqual([
      { name: 'size', passed: true, expected: expect.any(String), found: expect.any(String) },
      { name: 'integrity', passed: true, expected: 'ok', found: 'ok' },
      { name: 'rows:member', passed: true, expected: '>= 50', found: '60' },
    ])
    expect(test.measuredRpoSeconds).toBeGreaterThanOrEqual(7_200)
    expect(test.measuredRpoSeconds).toBeLessThan(7_300)
    expect(test.measuredRtoSeconds).not.toBeNull()
    expect(test.backupRunId).not.toBeNull()
    expect(await readStageBackup(policy.stageId)).toMatchObject({ restore: 'ok' })
    expect(await listLeftovers()).toEqual(before)
    const list = await listRestoreTests(person('engineer'), policy.address)
    expect(list.items).toMatchObject([{ verdict: 'ok', backup: 'app.db' }])
    expect(restoreTestListSchema.parse(list)).toEqual(list)
  })

  it('may be compressed', async () => {
    const file = writeSqlite('app.db', 60)
    await writeFile(path.join(folder, 'app.db.gz'), gzipSync(await readFile(file)))
    const { test } = await restore({ file: 'app.db.gz', sentinels })
    expect(test.verdict).toBe('ok')
  })

  it('with too few rows fails', async () => {
    writeSqlite('app.db', 10)
    const { test, policy } = await restore({ file: 'app.db', sentinels })
    expect(test).toMatchObject({ verdict: 'failed', reason: 'check_failed' })
    expect(test.checks).toContainEqual({
      name: 'rows:member',
      passed: false,
      expected: '>= 50',
      found: '10',
    })
    expect(await readStageBackup(policy.stageId)).toMatchObject({ restore: 'failed' })
  })

  it('without a table that must be there fails', async () => {
    writeSqlite('app.db', 10)
    const { test } = await restore({
      file: 'app.db',
      sentinels: [{ table: 'booking', minimumRows: 0 }],
    })
    expect(test.checks).toContainEqual(
      expect.objectContaining({ name: 'rows:booking', passed: false, found: null }),
    )
  })

  it('that is damaged in the middle fails', async () => {
    const file = writeSqlite('app.db', 2_000)
    const bytes = await readFile(file)
    bytes.fill(0xab, 8_192, 200_000)
    await writeFile(file, bytes)
    const { test } = await restore({ file: 'app.db' })
    expect(test.verdict).toBe('failed')
    expect(test.checks).toContainEqual(
      expect.objectContaining({ name: 'integrity', passed: false }),
    )
  })

  it.each([
    ['no database', 'not a database at all, but long enough to be looked at'.repeat(50)],
    ['half a compressed one', gzipSync(Buffer.alloc(100_000, 7)).subarray(0, 60)],
  ])('that is %s fails', async (_, content) => {
    await writeFile(path.join(folder, 'app.db'), content)
    const { test } = await restore({ file: 'app.db' })
    expect(test).toMatchObject({ verdict: 'failed' })
  })

  it('of another size than its source says fails', async () => {
    writeSqlite('app.db', 10)
    const { test } = await restore({ file: 'app.db', sizeBytes: 17n })
    expect(test).toMatchObject({ verdict: 'failed' })
    expect(test.checks).toMatchObject([{ name: 'size', passed: false, expected: '17' }])
  })
})

describe('a restore is inconclusive, never ok, when', () => {
  const listing = { listBackups: async () => ({ backups: [], restorable: null, truncated: false }) }

  it.each([
    ['the source offers no download', listing, 'no_download'],
    [
      'the source refuses',
      {
        ...listing,
        openBackup: async () => {
          throw new HostingError('denied', 'No.')
        },
      },
      'source_failed',
    ],
    [
      'the connection breaks in the middle',
      {
        ...listing,
        openBackup: async () =>
          new ReadableStream<Uint8Array>({
            pull(controller) {
              controller.enqueue(new Uint8Array(1_000))
              controller.error(new HostingError('unreachable', 'The host went away.'))
            },
          }),
      },
      'source_failed',
    ],
  ])('%s', async (_, source, reason) => {
    const before = await listLeftovers()
    const { test } = await restore({ file: 'x', source, sizeBytes: null })
    expect(test).toMatchObject({ verdict: 'inconclusive', reason })
    expect(await listLeftovers()).toEqual(before)
  })

  it('no backup counts', async () => {
    const policy = await createPolicy({
      restoreTest: { everySeconds: 86_400, run: 'sqlite-file', sentinels: [] },
    })
    await createRun(policy.id, 1, { sizeBytes: 0n })
    const { id } = await startRestoreTest(person('engineer'), policy.address)
    await runRestoreTest(jobContext('test'), id, new AbortController().signal)
    expect(await getDb().restoreTest.findUnique({ where: { id } })).toMatchObject({
      verdict: 'inconclusive',
      reason: 'no_backup',
    })
  })

  it('the worker is told to stop', async () => {
    const policy = await createPolicy({
      restoreTest: { everySeconds: 86_400, run: 'sqlite-file', sentinels: [] },
    })
    await createRun(policy.id, 1)
    const { id } = await startRestoreTest(person('engineer'), policy.address)
    const stop = AbortSignal.timeout(50)
    const never = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) })
    const source = { ...listing, openBackup: async () => never }
    const query = { since: new Date(0), path: null, pattern: null }
    await runRestoreTest(jobContext('test'), id, stop, {
      open: async () => ({ source, query }),
      server: null,
    })
    expect(await getDb().restoreTest.findUnique({ where: { id } })).toMatchObject({
      verdict: 'inconclusive',
      reason: 'timed_out',
    })
  })

  it('there is no server to restore a dump on', async () => {
    await writeFile(path.join(folder, 'dump.sql'), 'SELECT 1;\n')
    const { test } = await restore({ file: 'dump.sql', run: 'postgresql-dump' })
    expect(test).toMatchObject({ verdict: 'inconclusive', reason: 'no_test_server' })
  })
})

const program = 'psql'
const hasPsql = () => {
  try {
    execFileSync(program, ['--version'])
    return true
  } catch {
    return false
  }
}

describe.runIf(hasPsql())('a PostgreSQL dump', () => {
  const restorer = useRestorer(database)
  beforeEach(() => {
    restoreServer = restorer.url()
  })
  afterEach(() => {
    restoreServer = null
  })

  const dump = (extra = '') => `--
-- PostgreSQL database dump
--

\\restrict Qx7ZsomeKeyOfTheDump

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE public.booking (
    id integer NOT NULL,
    note text
);

ALTER TABLE public.booking OWNER TO somebody_unknown_here;

COPY public.booking (id, note) FROM stdin;
1\tfirst
2\t\\N
3\twith \\\\ backslash
\\.
${extra}
ALTER TABLE ONLY public.booking
    ADD CONSTRAINT booking_pkey PRIMARY KEY (id);

\\unrestrict Qx7ZsomeKeyOfTheDump
`
  const sentinels = [{ table: 'booking', minimumRows: 3 }]
  const restoreDump = async (text: string) => {
    await writeFile(path.join(folder, 'dump.sql'), text)
    return (await restore({ file: 'dump.sql', run: 'postgresql-dump', sentinels })).test
  }

  it('in its plain form is restored and counted, and its database is dropped', async () => {
    const test = await restoreDump(dump())
    expect(test.checks).toEqual([
      expect.objectContaining({ name: 'size', passed: true }),
      { name: 'restored', passed: true, expected: null, found: null },
      { name: 'rows:booking', passed: true, expected: '>= 3', found: '3' },
    ])
    expect(test.verdict).toBe('ok')
    expect(await restorer.listDatabases()).toEqual([])
  })

  it('that breaks off fails', async () => {
    const test = await restoreDump(dump().slice(0, -150).replace('3\twith', ''))
    expect(test.verdict).toBe('failed')
  })

  it('with a broken statement fails, naming it', async () => {
    const test = await restoreDump(dump('CREATE TABLE public.nonsense (id nonsense);\n'))
    expect(test.verdict).toBe('failed')
    expect(test.checks).toContainEqual(
      expect.objectContaining({ name: 'restored', found: expect.stringContaining('nonsense') }),
    )
  })

  it('cannot start a program on the worker', async () => {
    const trap = path.join(folder, 'trapped')
    const test = await restoreDump(
      dump(
        `\\! touch ${trap}\n\\unrestrict Qx7ZsomeKeyOfTheDump\n\\! touch ${trap}\nCOPY public.booking TO PROGRAM 'touch ${trap}';\n`,
      ),
    )
    expect(existsSync(trap)).toBe(false)
    expect(test.verdict).toBe('failed')
  })

  it('is not restored as a superuser', async () => {
    restoreServer = database.url()
    const test = await restoreDump(dump())
    expect(test).toMatchObject({
      verdict: 'inconclusive',
      reason: 'test_server_unusable',
      note: expect.stringContaining('superuser'),
    })
  })

  it('is not restored as a role that may start programs or read files', async () => {
    await runOnServer(database.url(), `GRANT pg_execute_server_program TO ${restorer.role}`)
    const test = await restoreDump(dump())
    await runOnServer(database.url(), `REVOKE pg_execute_server_program FROM ${restorer.role}`)
    expect(test).toMatchObject({
      reason: 'test_server_unusable',
      note: 'pg_execute_server_program',
    })
  })
})

describe('a restore that is due', () => {
  const plan = { everySeconds: 86_400, run: 'sqlite-file', sentinels: [] }
  const listTests = (policy: TestPolicy) =>
    getDb().restoreTest.findMany({ where: { policyId: policy.id } })

  it('is planned once, however many workers look', async () => {
    const policy = await createPolicy({ restoreTest: plan, newestAt: new Date() })
    await createRun(policy.id, 1)
    await Promise.all([1, 2, 3].map(() => planRestoreTests(new Date())))
    expect(await listTests(policy)).toMatchObject([{ state: 'queued', actor: 'schedule' }])
  })

  it('waits while there is no backup, and is not planned for one done by hand', async () => {
    const empty = await createPolicy({ restoreTest: plan })
    const byHand = await createPolicy({
      restoreTest: { ...plan, run: 'by-hand' },
      newestAt: new Date(),
    })
    await createRun(byHand.id, 1)
    await planRestoreTests(new Date())
    expect([...(await listTests(empty)), ...(await listTests(byHand))]).toEqual([])
  })

  it('that a killed worker left is inconclusive, and tried again the next day', async () => {
    const policy = await createPolicy({ restoreTest: plan, newestAt: new Date() })
    await createRun(policy.id, 1)
    const startedAt = new Date(Date.now() - 3_600_000)
    await getDb().restoreTest.create({
      data: {
        policyId: policy.id,
        method: 'sqlite-file',
        state: 'running',
        actor: 'emil',
        startedAt,
      },
    })
    await planRestoreTests(new Date())
    expect(await listTests(policy)).toMatchObject([
      { state: 'done', verdict: 'inconclusive', reason: 'interrupted' },
    ])
    await planRestoreTests(new Date(Date.now() + 25 * 3_600_000))
    expect(await listTests(policy)).toHaveLength(2)
  })
})

describe('a restore done by hand', () => {
  const input = (part: object = {}) =>
    RecordRestoreTestInput.parse({
      destination: 'a laptop',
      startedAt: '2026-11-01T10:00:00Z',
      finishedAt: '2026-11-01T10:40:00Z',
      verdict: 'ok',
      ...part,
    })

  it('is recorded with what it measured, audited, and shown on the board', async () => {
    const policy = await createPolicy({
      restoreTest: { everySeconds: 86_400 * 90, run: 'by-hand', sentinels: [] },
    })
    const run = await createRun(policy.id, 1, { madeAt: new Date('2026-11-01T02:00:00Z') })
    const { id } = await recordRestoreTest(
      person('engineer'),
      policy.address,
      input({ runId: run.id, evidenceUrl: 'https://wiki.example.com/drill' }),
    )
    expect(await getDb().restoreTest.findUnique({ where: { id } })).toMatchObject({
      verdict: 'ok',
      actor: 'emil',
      measuredRpoSeconds: 8 * 3_600,
      measuredRtoSeconds: 40 * 60,
      evidenceUrl: 'https://wiki.example.com/drill',
    })
    expect(await readStageBackup(policy.stageId)).toMatchObject({ restore: 'ok' })
    const entry = await getDb().auditEntry.findFirst({
      where: { action: 'restore-test.record', stageId: policy.stageId },
    })
    expect(entry).toMatchObject({ actorName: 'emil', outcome: 'allowed' })
  })

  it('may end otherwise than its checks say, with the reason', async () => {
    const { address } = await createPolicy()
    const checks = [
      { name: 'Rows in booking', passed: true, found: '40' },
      { name: 'Photos open', passed: true },
    ]
    const note = 'The checks looked at yesterday’s copy.'
    const { id } = await recordRestoreTest(
      person('engineer'),
      address,
      input({ checks, verdict: 'inconclusive', note }),
    )
    expect(await getDb().restoreTest.findUnique({ where: { id } })).toMatchObject({
      verdict: 'inconclusive',
      note,
      checks: [
        { name: 'Rows in booking', passed: true, expected: null, found: '40' },
        { name: 'Photos open', passed: true, expected: null, found: null },
      ],
    })
  })

  it('too long ago is overdue', async () => {
    const policy = await createPolicy({
      restoreTest: { everySeconds: 86_400, run: 'by-hand', sentinels: [] },
    })
    const { address } = policy
    await recordRestoreTest(person('engineer'), address, input())
    expect(await readStageBackup(policy.stageId)).toMatchObject({ restore: 'overdue' })
  })

  it.each([
    ['javascript:alert(1)', 'evidenceUrl'],
    ['ftp://example.com/x', 'evidenceUrl'],
    ['data:text/html,x', 'evidenceUrl'],
  ])('takes no link like %s', (evidenceUrl, field) => {
    const base = { destination: 'x', startedAt: '2026-11-01T10:00:00Z', verdict: 'ok' }
    const parsed = RecordRestoreTestInput.safeParse({
      ...base,
      finishedAt: '2026-11-01T11:00:00Z',
      evidenceUrl,
    })
    expect(parsed.error?.issues[0]?.path).toEqual([field])
  })

  it.each([
    [{ startedAt: '2026-02-30T10:00:00Z' }, 'startedAt'],
    [{ startedAt: '0001-01-01T00:00:00Z' }, 'startedAt'],
    [{ finishedAt: '+275760-09-13T00:00:00Z' }, 'finishedAt'],
    [{ finishedAt: '2026-10-01T10:00:00Z' }, 'finishedAt'],
    [{ checks: [{ name: 'rows', passed: false }] }, 'verdict'],
    [{ checks: [{ name: 'rows', passed: true }], verdict: 'failed' }, 'note'],
    [{ checks: [{ name: 'rows', passed: false }], verdict: 'inconclusive' }, 'note'],
    [
      {
        checks: [
          { name: 'rows', passed: true },
          { name: 'rows ', passed: true },
        ],
      },
      'checks',
    ],
    [{ destination: '   ' }, 'destination'],
  ])('is refused with %o', (part, field) => {
    const parsed = RecordRestoreTestInput.safeParse({
      destination: 'a laptop',
      startedAt: '2026-11-01T10:00:00Z',
      finishedAt: '2026-11-01T10:40:00Z',
      verdict: 'ok',
      ...part,
    })
    expect(parsed.error?.issues.map(({ path: at }) => at[0])).toContain(field)
  })

  it('in the future, or of a backup of another policy, is refused', async () => {
    const [policy, other] = [await createPolicy(), await createPolicy()]
    const later = new Date(Date.now() + 3_600_000).toISOString()
    await expect(
      recordRestoreTest(person('engineer'), policy.address, input({ finishedAt: later })),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    const { id: runId } = await createRun(other.id, 1)
    await expect(
      recordRestoreTest(person('engineer'), policy.address, input({ runId })),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
