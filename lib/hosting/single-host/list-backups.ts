import type { BackupListing, BackupQuery, FoundBackup } from '../backup-port.ts'
import { HostingError } from '../failure.ts'
import type { HostClient } from './client.ts'
import { oddAnswer, requireOutput, toCommandFailure } from './command-failure.ts'
import { listFiles, readClock } from './commands.ts'

/** A file that was written to in the last so many seconds may still be growing. */
const settledAfterMs = 30_000
const maxFiles = 1_000

/** Files of a folder on the host that count as backups, newest first. */
export async function listBackupFiles(
  client: HostClient,
  query: BackupQuery,
  signal: AbortSignal,
): Promise<BackupListing> {
  const [{ path, files }, now] = await Promise.all([
    readBackupFolder(client, query, signal),
    readNow(client, signal),
  ])
  const found = files
    .filter(({ changedAt }) => changedAt >= query.since)
    .toSorted((a, b) => b.changedAt.getTime() - a.changedAt.getTime())
  const place = client.name.replace(/^.*@/, '')
  return {
    backups: found.slice(0, maxFiles).map((file) => toBackup(file, { path, place, now })),
    restorable: null,
    truncated: found.length > maxFiles,
  }
}

/** Files of the folder whose names count. Throws `not_found` for a folder that is not there. */
export async function readBackupFolder(
  client: HostClient,
  { path, pattern }: BackupQuery,
  signal: AbortSignal,
): Promise<{ readonly path: string; readonly files: readonly FoundFile[] }> {
  if (path === null || !/^\/(?!.*\.\.)[A-Za-z0-9._/-]*$/.test(path)) {
    throw new HostingError('not_configured', 'The backup policy names no folder on the host.')
  }
  const command = listFiles(path)
  const result = await client.run(command, signal)
  if (result.exitCode !== 0) throw toCommandFailure(client.name, command, result)
  const files = parseFiles(result.output)
  if (!files) throw oddAnswer(client.name, command)
  const matches = toMatcher(pattern)
  return { path: path.replace(/\/+$/, ''), files: files.filter(({ name }) => matches(name)) }
}

async function readNow(client: HostClient, signal: AbortSignal): Promise<Date> {
  const output = requireOutput(client.name, readClock, await client.run(readClock, signal)).trim()
  if (!/^\d{9,11}$/.test(output)) throw oddAnswer(client.name, readClock)
  return new Date(Number(output) * 1_000)
}

interface FoundFile {
  readonly name: string
  readonly sizeBytes: number
  readonly changedAt: Date
}

/** Null unless the text consists of entries alone. */
export function parseFiles(output: string): readonly FoundFile[] | null {
  const parts = output.split('/')
  if (parts.pop() !== '') return null
  const files = parts.map((part) => /^(\d{1,16}),(-?\d{1,12}(?:\.\d{1,12})?),([\s\S]+)$/.exec(part))
  return files.every((match) => match !== null)
    ? files.map(([, size, time, name]) => ({
        name: name ?? '',
        sizeBytes: Number(size),
        changedAt: new Date(Number(time) * 1_000),
      }))
    : null
}

function toBackup(
  { name, sizeBytes, changedAt }: FoundFile,
  { path, place, now }: { readonly path: string; readonly place: string; readonly now: Date },
): FoundBackup {
  const file = `${path}/${name}`
  // By the host's own clock, which the file's time comes from.
  const isGrowing = now.getTime() - changedAt.getTime() < settledAfterMs
  const isFuture = changedAt.getTime() - now.getTime() > settledAfterMs
  const state = isFuture
    ? 'failed'
    : isGrowing
      ? 'running'
      : sizeBytes === 0
        ? 'failed'
        : 'complete'
  return {
    externalId: file,
    state,
    madeAt: changedAt,
    finishedAt: state === 'complete' ? changedAt : null,
    sizeBytes,
    place: `${place}:${file}`,
    region: null,
    isCopy: false,
    detail: isFuture
      ? 'the file is dated in the future'
      : state === 'failed'
        ? 'the file is empty'
        : null,
  }
}

/** `*` stands for any characters, everything else for itself. */
export function toMatcher(pattern: string | null): (name: string) => boolean {
  if (pattern === null) return () => true
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('[\\s\\S]*')
  const expression = new RegExp(`^${source}$`)
  return (name) => expression.test(name)
}
