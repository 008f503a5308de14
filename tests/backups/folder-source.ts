import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { BackupSource, FoundBackup } from '#lib/hosting/backup-port.ts'
import { HostingError } from '#lib/hosting/failure.ts'

/** Files of a folder as backups, as a host has them. */
export function createFolderSource(folder: string): BackupSource {
  return {
    async listBackups() {
      const names = await readdir(folder)
      const backups = await Promise.all(names.map((name) => toFound(folder, name)))
      return { backups, restorable: null, truncated: false }
    },
    async openBackup(externalId, { maxBytes }) {
      const file = path.join(folder, path.basename(externalId))
      const found = await stat(file).catch(() => null)
      if (!found) throw new HostingError('not_found', `${externalId} is gone.`)
      if (found.size > maxBytes) throw new HostingError('rejected', 'The file is too large.')
      // Safe because both are the platform's streams; only their declarations differ.
      return Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
    },
  }
}

async function toFound(folder: string, name: string): Promise<FoundBackup> {
  const { mtime, size } = await stat(path.join(folder, name))
  return {
    externalId: name,
    state: 'complete',
    madeAt: mtime,
    finishedAt: mtime,
    sizeBytes: size,
    place: folder,
    region: null,
    isCopy: false,
    detail: null,
  }
}
