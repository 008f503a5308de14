import type { BackupQuery } from '../backup-port.ts'
import { HostingError } from '../failure.ts'
import type { HostClient } from './client.ts'
import { readFile } from './commands.ts'
import { readBackupFolder } from './list-backups.ts'

/** The bytes of a backup that the policy's folder holds now; no other file of the host is ever opened. */
export async function openBackupFile(
  client: HostClient,
  externalId: string,
  { query, maxBytes }: { readonly query: BackupQuery; readonly maxBytes: number },
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const { path, files } = await readBackupFolder(client, query, signal)
  const file = files.find(({ name }) => `${path}/${name}` === externalId)
  if (!file) {
    throw new HostingError('not_found', `${client.name} holds no backup ${externalId} any more.`)
  }
  if (file.sizeBytes > maxBytes) {
    throw new HostingError(
      'rejected',
      `${externalId} of ${client.name} has ${file.sizeBytes} bytes; at most ${maxBytes} are fetched.`,
    )
  }
  return client.read(readFile(externalId), signal)
}
