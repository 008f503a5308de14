import { randomBytes } from 'node:crypto'
import type { RestoreCheck } from '../types.ts'
import { readStart } from './download.ts'
import { feedDump } from './feed-dump.ts'
import { Inconclusive } from './inconclusive.ts'
import { restoreArchive } from './restore-archive.ts'
import { runTool } from './run-tool.ts'
import { countRows, type ThrowAwayDatabase, withThrowAwayDatabase } from './throw-away-database.ts'
import { type Sentinel, toRowChecks } from './to-row-checks.ts'

/** Start of an archive of pg_dump; everything else is taken for its plain form. */
const archiveMagic = Buffer.from('PGDMP')

// Owners, rights and extensions belong to the server a dump came from, not to its data.
const harmless =
  /role ".*" does not exist|must be owner of extension|must be able to SET ROLE|permission denied to create extension|extension ".*" is not available/

/** Restores a dump into a database that is thrown away, and counts the rows of tables that must hold some. */
export async function checkPostgresql(
  file: string,
  sentinels: readonly Sentinel[],
  signal: AbortSignal,
  server: string | null,
): Promise<readonly RestoreCheck[]> {
  const isArchive = (await readStart(file, archiveMagic.length)).equals(archiveMagic)
  return withThrowAwayDatabase(server, async (database) => {
    const error = isArchive
      ? await restoreArchive(file, database, signal)
      : await restorePlain(file, database, signal)
    const restored = {
      name: 'restored',
      passed: error === null,
      expected: null,
      found: error?.slice(0, 500) ?? null,
    }
    const tables = sentinels.map(({ table }) => table)
    return [restored, ...toRowChecks(sentinels, await countRows(database, tables))]
  })
}

/** Restores to the end, and answers the first errors that are about the data; null when there were none. */
async function restorePlain(
  file: string,
  { env }: ThrowAwayDatabase,
  signal: AbortSignal,
): Promise<string | null> {
  const psql = { command: 'psql', args: ['-X', '-q', '-o', '/dev/null'], env, signal }
  const key = randomBytes(16).toString('hex')
  const known = await runTool({
    ...psql,
    feed: async (input) => void input.end(`\\restrict ${key}\n`),
  })
  if (known.errors.includes('restrict')) throw new Inconclusive('tool_too_old', known.errors)
  if (known.exitCode !== 0) throw new Inconclusive('test_server_unusable', known.errors)
  const { exitCode, errors } = await runTool({
    ...psql,
    feed: (input) => feedDump(input, file, key),
  })
  const lines = toErrors(errors)
  if (exitCode !== 0 && lines.length === 0) return errors.trim() || `psql ended with ${exitCode}`
  const serious = lines.filter((line) => !harmless.test(line))
  return serious.slice(0, 3).join('\n') || null
}

function toErrors(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => /error:|are restricted/i.test(line) && !/errors ignored/.test(line))
}
