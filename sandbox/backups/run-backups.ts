import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runOrThrow } from '../host/run-command.ts'
import { sampleNodeFlags } from '../host/spawn-process.ts'
import type { SampleBackupItem, SampleBackups } from '../systems/sample-system.ts'

const copyDatabase = join(import.meta.dirname, 'copy-database.ts')
const endings = { sqlite: '.sqlite', folder: '.tar' } as const

/** Makes one backup of each item and removes the oldest beyond those that are kept. */
export async function runBackups(
  folder: string,
  backups: SampleBackups,
  now = new Date(),
): Promise<void> {
  const into = join(folder, backups.into)
  mkdirSync(into, { recursive: true })
  for (const item of backups.items) {
    if (!existsSync(join(folder, item.path))) continue
    const file = `${item.name}-${toStamp(now)}${endings[item.kind]}`
    // Under another name until it is whole, so that nobody takes half a file for a backup.
    const draft = join(into, `.${file}.partial`)
    rmSync(draft, { force: true })
    await copy(folder, item, draft)
    renameSync(draft, join(into, file))
    prune(into, item, backups.keep)
  }
}

async function copy(folder: string, { kind, path }: SampleBackupItem, target: string) {
  const source = join(folder, path)
  if (kind === 'folder') {
    await runOrThrow('tar', ['--create', '--file', target, '--directory', source, '.'])
  } else {
    await runOrThrow(process.execPath, [...sampleNodeFlags, copyDatabase, source, target])
  }
}

function prune(into: string, { name, kind }: SampleBackupItem, keep: number) {
  const all = readdirSync(into).filter(
    (file) => file.startsWith(`${name}-`) && file.endsWith(endings[kind]),
  )
  for (const file of all.sort().slice(0, -keep)) rmSync(join(into, file), { force: true })
}

/** `20261121T135500Z`: sorts by time. */
function toStamp(now: Date) {
  return `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
