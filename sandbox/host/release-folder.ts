import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { HostError } from './host-error.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { runOrThrow } from './run-command.ts'

export interface Release {
  readonly commit: string
  /** A version tag of the commit, its first seven digits when it has none. */
  readonly version: string
  readonly folder: string
}

export interface ReleaseRequest {
  /** Bare repository of the system. */
  readonly repository: string
  readonly commit: string
  /** A built checkout to copy; without it the commit is taken from the repository and built here. */
  readonly directory?: string | undefined
  /** Folder that holds the stage's releases. */
  readonly releasesFolder: string
  /** Folder that outlives releases. */
  readonly dataFolder: string
}

const keptReleases = 4

/** Lays out a release in a folder of its own, ready to be started. */
export async function prepareRelease(request: ReleaseRequest): Promise<Release> {
  const commit = await resolveCommit(request.repository, request.commit)
  const version = await describeVersion(request.repository, commit)
  mkdirSync(request.releasesFolder, { recursive: true })
  const folder = join(request.releasesFolder, `${Date.now()}-${commit.slice(0, 12)}`)
  if (request.directory) await copyCheckout(request.directory, commit, folder)
  else await checkOut(request.repository, commit, folder)
  await build(folder, { RELEASE_COMMIT: commit, RELEASE_VERSION: version })
  linkPersistentFolders(readManifest(folder), folder, request.dataFolder)
  return { commit, version, folder }
}

/** Removes all but the newest releases; those that run always stay. */
export function pruneReleases(releasesFolder: string, running: readonly string[]) {
  const kept = new Set(running.map((folder) => basename(folder)))
  const oldest = readdirSync(releasesFolder).sort().slice(0, -keptReleases)
  for (const name of oldest) {
    if (!kept.has(name)) rmSync(join(releasesFolder, name), { recursive: true, force: true })
  }
}

async function resolveCommit(repository: string, commit: string) {
  try {
    return await git(
      repository,
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${commit}^{commit}`,
    )
  } catch {
    throw new HostError('unknown_commit', `The repository has no commit "${commit}".`)
  }
}

async function describeVersion(repository: string, commit: string) {
  const tags = (await git(repository, 'tag', '--points-at', commit)).split('\n').filter(Boolean)
  return tags.find((tag) => tag.startsWith('v')) ?? tags[0] ?? commit.slice(0, 7)
}

async function checkOut(repository: string, commit: string, folder: string) {
  mkdirSync(folder)
  await runOrThrow(
    'git',
    ['--git-dir', repository, '--work-tree', folder, 'checkout', '-f', commit, '--', '.'],
    {
      // A private index: the bare repository itself stays untouched by concurrent releases.
      environment: { GIT_INDEX_FILE: `${folder}.index` },
    },
  )
  rmSync(`${folder}.index`, { force: true })
}

async function copyCheckout(directory: string, commit: string, folder: string) {
  if (!existsSync(join(directory, 'deploy/processes.json'))) {
    throw new HostError('not_a_release', 'The directory has no deploy/processes.json.')
  }
  const checkedOut = await runOrThrow('git', ['rev-parse', 'HEAD'], { folder: directory })
  if (checkedOut !== commit) {
    throw new HostError(
      'not_a_release',
      `The directory is a checkout of ${checkedOut}, not ${commit}.`,
    )
  }
  cpSync(directory, folder, { recursive: true, filter: (path) => basename(path) !== '.git' })
}

async function build(folder: string, environment: Record<string, string>) {
  if (existsSync(join(folder, 'dist'))) return
  await runOrThrow(process.execPath, ['deploy/build.mjs'], { folder, environment })
}

function linkPersistentFolders(manifest: Manifest, folder: string, dataFolder: string) {
  for (const [path, target] of Object.entries(manifest.persistent)) {
    const persistent = join(dataFolder, target)
    const link = join(folder, path)
    mkdirSync(persistent, { recursive: true })
    mkdirSync(dirname(link), { recursive: true })
    rmSync(link, { recursive: true, force: true })
    symlinkSync(persistent, link)
  }
}

function git(repository: string, ...parameters: string[]) {
  return runOrThrow('git', ['--git-dir', repository, ...parameters])
}
