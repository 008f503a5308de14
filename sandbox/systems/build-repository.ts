import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runOrThrow } from '../host/run-command.ts'
import type { RepositoryHistory, Tree } from './history.ts'
import { toFastImport } from './to-fast-import.ts'

const sourcesFolder = join(import.meta.dirname, '../repositories')

/** Builds the bare repository of a history; one that exists already is left as it is. */
export async function buildRepository(
  history: RepositoryHistory,
  options: { readonly folder: string; readonly now: Date },
): Promise<string> {
  const target = join(options.folder, `${history.name}.git`)
  if (existsSync(target)) return target
  // Built aside and moved into place, so that an interrupted first start leaves nothing half done.
  const draft = join(options.folder, `.${history.name}.draft`)
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(options.folder, { recursive: true })
  await runOrThrow('git', [
    'init',
    '--quiet',
    '--bare',
    '--initial-branch=main',
    '--template=',
    draft,
  ])
  await importInto(draft, toFastImport(history.commits, readSource(history.name), options.now))
  renameSync(draft, target)
  return target
}

/** The files of the first commit: what all sample systems share, and the repository's own. */
export function readSource(name: string): Tree {
  const own = readFolder(join(sourcesFolder, name))
  const isApplication = own.has('deploy/processes.json')
  return new Map([...(isApplication ? readFolder(join(sourcesFolder, 'shared')) : []), ...own])
}

function readFolder(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name)
      return [relative(folder, path), readFileSync(path, 'utf8')]
    }),
  )
}

function importInto(repository: string, stream: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile('git', ['--git-dir', repository, 'fast-import', '--quiet'], (error) =>
      error ? reject(error) : resolve(),
    )
    child.stdin?.end(stream)
  })
}
