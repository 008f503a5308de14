import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withoutEntries } from '#lib/backups/restore/without-entries.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { restoreFile } from './restore-file.ts'
import { useRestorer } from './use-restorer.ts'

// Written by `pg_dump -Fc` of PostgreSQL 15. shop: 40 bookings, 25 payments, a role, a publication, and an extension
// that only a superuser may create. guarded: 40 bookings behind a policy for a role.
const archives = path.join(import.meta.dirname, '../fixtures/archives')
const sentinels = [
  { table: 'booking', minimumRows: 40 },
  { table: 'payment', minimumRows: 25 },
]

const database = useDatabase()
const restorer = useRestorer(database)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'archives-of-a-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function restoreBytes(bytes: Uint8Array) {
  await writeFile(path.join(folder, 'shop.dump'), bytes)
  const job = { folder, file: 'shop.dump', run: 'postgresql-dump', sentinels } as const
  return (await restoreFile({ ...job, server: restorer.url() })).test
}

const readArchive = (name = 'shop') => readFile(path.join(archives, `${name}.dump`))

/** The archive with another text in place of one of the same length. */
async function withText(from: string, to: string): Promise<Buffer> {
  const bytes = await readArchive()
  const at = bytes.indexOf(from)
  if (at < 0 || to.length > from.length) throw new Error(`"${to}" does not fit into the archive.`)
  bytes.write(to.padEnd(from.length), at, 'latin1')
  return bytes
}

const hasTool = () => {
  try {
    execFileSync('pg_restore', ['--version'])
    return true
  } catch {
    return false
  }
}

describe.runIf(hasTool())('an archive of pg_dump -Fc', () => {
  it('is restored and counted, whatever its server had beside the data', async () => {
    const test = await restoreBytes(await readArchive())
    expect(test.checks).toEqual([
      expect.objectContaining({ name: 'size', passed: true }),
      { name: 'restored', passed: true, expected: null, found: null },
      { name: 'rows:booking', passed: true, expected: '>= 40', found: '40' },
      { name: 'rows:payment', passed: true, expected: '>= 25', found: '25' },
    ])
    expect(test).toMatchObject({ verdict: 'ok', reason: null, method: 'postgresql-dump' })
    expect(await restorer.listDatabases()).toEqual([])
  })

  it('may be compressed', async () => {
    expect(await restoreBytes(gzipSync(await readArchive()))).toMatchObject({ verdict: 'ok' })
  })

  it.each([
    ['its list', 900],
    ['its data', 5_000],
  ])('that breaks off within %s fails, and its database is dropped', async (_, bytes) => {
    const test = await restoreBytes((await readArchive()).subarray(0, bytes))
    expect(test).toMatchObject({ verdict: 'failed', reason: 'check_failed' })
    expect(test.checks).toContainEqual(
      expect.objectContaining({ name: 'restored', passed: false, found: expect.any(String) }),
    )
    expect(await restorer.listDatabases()).toEqual([])
  })

  it('with a broken statement fails at it, naming it', async () => {
    const test = await restoreBytes(await withText('note text NOT NULL', 'note text NOT NUL'))
    expect(test.checks).toContainEqual(
      expect.objectContaining({ name: 'restored', found: expect.stringContaining('syntax error') }),
    )
    expect(test.verdict).toBe('failed')
  })

  it('that needs what was left out says nothing about the backup, and names what is missing', async () => {
    const test = await restoreBytes(await withText('note text NOT NULL', 'note special'))
    expect(test).toMatchObject({ verdict: 'inconclusive', reason: 'test_server_unusable' })
    expect(test.note).toContain('type "special" does not exist')
    expect(test.note).toContain('extension pg_stat_statements')
  })

  it('cannot start a program on the server', async () => {
    const trap = path.join(folder, 'trap')
    const own = 'CREATE FUNCTION public.total_of_all_payments_that_were_ever_made_for_any_booking()'
    const bytes = await withText(own, `COPY (SELECT 1) TO PROGRAM 'touch ${trap}'; --`)
    const test = await restoreBytes(bytes)
    expect(test.checks).toContainEqual(
      expect.objectContaining({ found: expect.stringContaining('PROGRAM') }),
    )
    expect(test.verdict).toBe('failed')
    expect(existsSync(trap)).toBe(false)
  })

  it('that needs a role its server had says nothing about the backup, and names the role', async () => {
    expect(await restoreBytes(await readArchive('guarded'))).toMatchObject({
      verdict: 'inconclusive',
      reason: 'test_server_unusable',
      note: expect.stringContaining('role "reporting" does not exist'),
    })
  })

  it('of a newer pg_dump than the worker can read says so', async () => {
    const bytes = await readArchive()
    bytes[6] = 99
    expect(await restoreBytes(bytes)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'tool_too_old',
      note: expect.stringContaining('unsupported version (1.99)'),
    })
  })
})

describe('a worker without the programs of PostgreSQL', () => {
  const { PATH } = process.env
  afterEach(() => {
    process.env.PATH = PATH
  })

  it.each([
    ['an archive', 'pg_restore', readArchive],
    ['a plain dump', 'psql', async () => Buffer.from('SELECT 1;\n')],
  ])('cannot judge %s, says which one it lacks, and leaves no database', async (_, tool, read) => {
    const bytes = await read()
    const empty = path.join(folder, 'bin')
    await mkdir(empty)
    process.env.PATH = empty
    expect(await restoreBytes(bytes)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'tool_missing',
      note: `${tool} is not installed on the worker.`,
      checks: [],
    })
    expect(await restorer.listDatabases()).toEqual([])
  })
})

describe('the list of an archive', () => {
  const list = [
    '; Selected TOC Entries:',
    '2; 3079 16385 EXTENSION - pg_stat_statements ',
    '3; 3079 16416 EXTENSION - uuid-ossp ',
    '219; 1259 16455 TABLE public EXTENSION app',
    '7; 3466 16500 EVENT TRIGGER - on_ddl app',
  ]

  it('loses extensions and event triggers that the role may not create, and nothing else', () => {
    const { kept, leftOut } = withoutEntries(list.join('\n'), new Set(['uuid-ossp']))
    expect(leftOut).toEqual(['extension pg_stat_statements', 'event trigger on_ddl'])
    expect(kept.split('\n')).toEqual([list[0], list[2], list[3]])
  })
})
