import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { startRestoreTest } from '#lib/backups/index.ts'
import { runRestoreTest } from '#lib/backups/restore/run-restore-test.ts'
import { createContext, jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import type { BackupSource } from '#lib/hosting/backup-port.ts'
import { createPolicy, createRun } from './factory.ts'
import { createFolderSource } from './folder-source.ts'

export interface RestoreOfFile {
  readonly folder: string
  readonly file: string
  readonly run?: 'sqlite-file' | 'postgresql-dump'
  readonly sentinels?: readonly { readonly table: string; readonly minimumRows: number }[]
  /** As the source names it; the file's own when left out. */
  readonly sizeBytes?: bigint | null
  readonly source?: BackupSource
  /** Server on which dumps are restored. */
  readonly server?: string | null
}

/** Restores a file of a folder as the worker would, and gives what is kept of it. */
export async function restoreFile(job: RestoreOfFile) {
  const { folder, file, run = 'sqlite-file', sentinels = [], sizeBytes, source, server } = job
  const policy = await createPolicy({
    restoreTest: { everySeconds: 86_400 * 30, run, sentinels: [...sentinels] },
  })
  const size =
    sizeBytes === undefined
      ? BigInt((await readFile(path.join(folder, file)).catch(() => '')).length)
      : sizeBytes
  await createRun(policy.id, 2, { externalId: file, sizeBytes: size })
  const engineer = createContext({
    kind: 'user',
    id: 'u1',
    name: 'emil',
    grants: [{ role: 'engineer', scope: 'all' }],
  })
  const { id } = await startRestoreTest(engineer, policy.address)
  const query = { since: new Date(0), path: null, pattern: null }
  await runRestoreTest(jobContext('test'), id, new AbortController().signal, {
    open: async () => ({ source: source ?? createFolderSource(folder), query }),
    server: server ?? null,
  })
  return { policy, test: await getDb().restoreTest.findUniqueOrThrow({ where: { id } }) }
}
