import path from 'node:path'
import { HostingError } from '#lib/hosting/failure.ts'
import type { PolicySource } from '../open-policy-source.ts'
import type { RestorePlan } from '../stored.ts'
import type { RestoreCheck } from '../types.ts'
import { checkPostgresql } from './check-postgresql.ts'
import { checkSqlite } from './check-sqlite.ts'
import { download, maxDownloadBytes, unpack } from './download.ts'
import { Inconclusive } from './inconclusive.ts'

export interface RestoreJob {
  readonly method: RestorePlan['run']
  readonly sentinels: RestorePlan['sentinels']
  readonly backup: { readonly externalId: string; readonly sizeBytes: number | null }
  /** Folder that is removed afterwards. */
  readonly folder: string
  readonly open: () => Promise<PolicySource>
  /** Server on which dumps are restored; null where there is none. */
  readonly server: string | null
}

/** Fetches a backup and restores it. Throws `Inconclusive` where nothing can be said about the backup itself. */
export async function tryRestore(
  job: RestoreJob,
  signal: AbortSignal,
): Promise<readonly RestoreCheck[]> {
  const file = path.join(job.folder, 'backup')
  const size = await fetchBackup(job, file, signal)
  if (!size.passed) return [size]
  const unpacked = await unpackOrFault(file, job.folder, signal)
  if (typeof unpacked !== 'string') return [size, unpacked]
  const { method, sentinels, server } = job
  const checks =
    method === 'sqlite-file'
      ? await checkSqlite(unpacked, sentinels, signal)
      : await checkPostgresql(unpacked, sentinels, signal, server)
  return [size, ...checks]
}

async function fetchBackup(
  { open, backup }: RestoreJob,
  file: string,
  signal: AbortSignal,
): Promise<RestoreCheck> {
  try {
    const { source, query } = await open()
    if (!source.openBackup) throw new Inconclusive('no_download')
    const options = { query, maxBytes: maxDownloadBytes }
    const stream = await source.openBackup(backup.externalId, options, signal)
    const bytes = await download(stream, file, signal)
    const expected = backup.sizeBytes === null ? null : String(backup.sizeBytes)
    const passed = bytes > 0 && (backup.sizeBytes === null || bytes === backup.sizeBytes)
    return { name: 'size', passed, expected, found: String(bytes) }
  } catch (error) {
    if (!(error instanceof HostingError)) throw error
    throw new Inconclusive('source_failed', `${error.failure}: ${error.message}`)
  }
}

async function unpackOrFault(
  file: string,
  folder: string,
  signal: AbortSignal,
): Promise<string | RestoreCheck> {
  try {
    return await unpack(file, path.join(folder, 'unpacked'), signal)
  } catch (error) {
    if (error instanceof Inconclusive || signal.aborted) throw error
    return { name: 'unpacked', passed: false, expected: null, found: String(error).slice(0, 500) }
  }
}
