import { readFile, stat, writeFile } from 'node:fs/promises'
import { Inconclusive } from './inconclusive.ts'
import { runTool } from './run-tool.ts'
import { listExtensions, type ThrowAwayDatabase } from './throw-away-database.ts'
import { withoutEntries } from './without-entries.ts'

/** Far more entries than a database has that anybody restores in minutes. */
const maxListBytes = 64 * 1024 ** 2

// What a dump says beside its data and its structure belongs to the server it came from.
const dataAlone = [
  '--no-owner',
  '--no-privileges',
  '--no-comments',
  '--no-publications',
  '--no-security-labels',
  '--no-subscriptions',
  '--no-tablespaces',
]

/** Errors that are about the server for trials. They say nothing about the backup, neither good nor bad. */
const ofServer =
  /role ".*" does not exist|must be able to SET ROLE|permission denied to create|extension ".*" is not available|connection to server|server closed the connection|No space left on device|terminating connection/

/** What an object says that needs one which was left out. */
const missing = /does not exist/

/**
 * Restores an archive of `pg_dump -Fc` up to its first error, without what only a superuser may create. Answers that
 * error; null when there was none. https://www.postgresql.org/docs/current/app-pgrestore.html
 */
export async function restoreArchive(
  file: string,
  database: ThrowAwayDatabase,
  signal: AbortSignal,
): Promise<string | null> {
  const list = `${file}.list`
  const unreadable = await runPgRestore(['--list', `--file=${list}`, file], {}, signal)
  if (unreadable) return unreadable
  if ((await stat(list)).size > maxListBytes) throw new Inconclusive('too_large')
  const { kept, leftOut } = withoutEntries(
    await readFile(list, 'utf8'),
    await listExtensions(database),
  )
  await writeFile(list, kept)
  const { env } = database
  const target = ['--exit-on-error', `--use-list=${list}`, `--dbname=${env.PGDATABASE}`]
  const error = await runPgRestore([...dataAlone, ...target, file], env, signal)
  if (error && (ofServer.test(error) || (leftOut.length > 0 && missing.test(error)))) {
    throw new Inconclusive('test_server_unusable', toServerDetail(error, leftOut))
  }
  return error
}

function toServerDetail(error: string, leftOut: readonly string[]): string {
  if (leftOut.length === 0) return error
  return `${error}\nLeft out, because only a superuser may create them there: ${leftOut.join(', ')}`
}

/** Null when it ended well. */
async function runPgRestore(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string | null> {
  const { exitCode, errors } = await runTool({ command: 'pg_restore', args, env, signal })
  if (/unsupported version \(/.test(errors)) throw new Inconclusive('tool_too_old', errors)
  return exitCode === 0 ? null : errors.trim() || `pg_restore ended with ${exitCode}`
}
