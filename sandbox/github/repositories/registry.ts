import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Call, getIdParam, getParam } from '../http/call.ts'
import { movedPermanently, notFound } from '../http/failure.ts'
import type { RepositoryOptions } from '../options.ts'
import type { RepositoryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'

export function getFullName({ owner, name }: Pick<RepositoryRecord, 'owner' | 'name'>): string {
  return `${owner}/${name}`
}

export function getGitDir(world: World, repository: RepositoryRecord): string {
  return join(world.options.repositoriesDir, repository.directory)
}

/** Settings are given by the name the repository was created under, so a rename keeps them. */
export function findSettings(world: World, repository: RepositoryRecord): RepositoryOptions | null {
  const original = repository.directory.replace(/\.git$/, '')
  return world.options.repositories?.find(({ fullName }) => fullName === original) ?? null
}

export function listRepositories(world: World): RepositoryRecord[] {
  discoverRepositories(world)
  return world.store.repositories.list((repository) => existsSync(getGitDir(world, repository)))
}

/** Null when there is none of this name; names are compared without regard to case. */
export function findRepository(world: World, owner: string, name: string): RepositoryRecord | null {
  const wanted = `${owner}/${name}`.toLowerCase()
  const known = world.store.repositories.list(
    (candidate) => getFullName(candidate).toLowerCase() === wanted,
  )
  if (known[0] && existsSync(getGitDir(world, known[0]))) return known[0]
  return (
    listRepositories(world).find((candidate) => getFullName(candidate).toLowerCase() === wanted) ??
    null
  )
}

/** The repository of a route with `:owner` and `:repo`, or of one with `:repositoryId`. */
export function getRepository(world: World, call: Call): RepositoryRecord {
  if ('repositoryId' in call.params) {
    const repository = world.store.repositories.find(getIdParam(call, 'repositoryId'))
    if (!repository) throw notFound()
    return repository
  }
  const owner = getParam(call, 'owner')
  const name = getParam(call, 'repo')
  const repository = findRepository(world, owner, name)
  if (repository) return repository
  const renamed = findByFormerName(world, `${owner}/${name}`)
  if (!renamed) throw notFound()
  const rest = call.path.split('/').slice(4).join('/')
  const query = call.query.size > 0 ? `?${call.query}` : ''
  throw movedPermanently(
    `${world.urls.api}/repositories/${renamed.id}${rest ? `/${rest}` : ''}${query}`,
  )
}

/** HEAD of a bare repository names it, whether it has a commit or not. */
export function getDefaultBranch(world: World, repository: RepositoryRecord): string {
  const head = readFileSync(join(getGitDir(world, repository), 'HEAD'), 'utf8')
  return head.replace(/^ref: refs\/heads\//, '').trim()
}

function findByFormerName(world: World, fullName: string) {
  const wanted = fullName.toLowerCase()
  const [renamed] = world.store.repositories.list(({ formerNames }) =>
    formerNames.some((former) => former.toLowerCase() === wanted),
  )
  return renamed ?? null
}

function discoverRepositories(world: World) {
  const { repositoriesDir } = world.options
  const known = new Set(world.store.repositories.list().map(({ directory }) => directory))
  for (const owner of listFolders(repositoriesDir)) {
    for (const folder of listFolders(join(repositoriesDir, owner))) {
      const directory = `${owner}/${folder}`
      if (!folder.endsWith('.git') || known.has(directory)) continue
      const now = toTimestamp(world.now())
      world.store.repositories.insert({
        owner,
        name: folder.replace(/\.git$/, ''),
        directory,
        formerNames: [],
        archived: false,
        createdAt: now,
        updatedAt: now,
      })
    }
  }
}

function listFolders(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
}
