import type { ReleaseNote } from '../release-port.ts'
import type { HostClient } from './client.ts'
import { requireOutput } from './command-failure.ts'
import { readDiskUse } from './commands.ts'

/** Free space of every file system these folders lie on, each named once, by its first folder. */
export async function readDiskNotes(
  client: HostClient,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<readonly ReleaseNote[]> {
  const command = readDiskUse(folders)
  const result = await client.run(command, signal)
  // df tells of the folders it found even when one is missing.
  const exitCode = result.output.trim() === '' ? result.exitCode : 0
  const output = requireOutput(client.name, command, { ...result, exitCode })
  return parseDiskUse(output).map(({ mount, freePercent }) => ({
    name: 'disk_free_percent',
    subject: mount,
    value: freePercent,
  }))
}

interface DiskUse {
  readonly mount: string
  readonly freePercent: number
}

/** `df -P` of POSIX: device, blocks, used, available, percentage, place. */
export function parseDiskUse(output: string): readonly DiskUse[] {
  const found = output.split('\n').flatMap((line): DiskUse[] => {
    const match = /\s(\d+)\s+(\d+)\s+(-?\d+)\s+(?:\d+%|-)\s+(\/.*)$/.exec(line)
    if (!match?.[4]) return []
    const used = Number(match[2])
    const available = Math.max(0, Number(match[3]))
    if (used + available === 0) return []
    // As df's own percentage: blocks only root may use count for neither side.
    return [{ mount: match[4], freePercent: Math.floor((available / (used + available)) * 100) }]
  })
  return [...new Map(found.map((use) => [use.mount, use])).values()]
}
