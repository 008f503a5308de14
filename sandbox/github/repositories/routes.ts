import { ok } from '../http/answer.ts'
import { type Call, getParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, repositoryRoute, route } from '../http/route.ts'
import type { RepositoryRecord } from '../store/records.ts'
import { toNodeId, type World } from '../world.ts'
import { toCommitJson } from './commit-json.ts'
import { getGitCommit } from './commit-log.ts'
import { toReferenceJson } from './reference-json.ts'
import { listBranches, listReferences, listTags, toShortName } from './references.ts'
import { getGitDir, getRepository, listRepositories } from './registry.ts'
import { getApiUrl, getWebUrl, toFullRepository, toRepository } from './repository-json.ts'

/** Repositories themselves, their branches, tags and references. */
export function repositoryRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET', '', (call) => ok(toFullRepository(world, getRepository(world, call)))),
    route('GET', '/installation/repositories', (call) => listInstallationRepositories(world, call)),
    repositoryRoute('GET', '/branches', (call) => listBranchJson(world, call)),
    repositoryRoute('GET', '/branches/*branch', (call) => getBranchJson(world, call)),
    repositoryRoute('GET', '/tags', (call) => listTagJson(world, call)),
    repositoryRoute('GET', '/git/ref/*ref', async (call) => {
      const repository = getRepository(world, call)
      const name = `refs/${getParam(call, 'ref')}`
      return ok(toReferenceJson(world, repository, await getReference(world, repository, name)))
    }),
    repositoryRoute('GET', '/git/matching-refs/*ref', async (call) => {
      const repository = getRepository(world, call)
      const prefix = `refs/${getParam(call, 'ref')}`
      const all = await listReferences(getGitDir(world, repository), 'refs/')
      const matching = all.filter(({ name }) => name.startsWith(prefix))
      return ok(matching.map((reference) => toReferenceJson(world, repository, reference)))
    }),
  ]
}

function listInstallationRepositories(world: World, call: Call) {
  const all = listRepositories(world)
  const { items, headers } = paginate(world, call, all)
  const repositories = items.map((repository) => toRepository(world, repository))
  return ok({ total_count: all.length, repository_selection: 'all', repositories }, headers)
}

async function listBranchJson(world: World, call: Call) {
  const repository = getRepository(world, call)
  const { items, headers } = paginate(world, call, await listBranches(getGitDir(world, repository)))
  const branches = items.map(({ name, commitSha }) => ({
    name: toShortName(name),
    commit: toCommitPointer(world, repository, commitSha),
    protected: false,
  }))
  return ok(branches, headers)
}

async function getBranchJson(world: World, call: Call) {
  const repository = getRepository(world, call)
  const branch = getParam(call, 'branch')
  const reference = await getReference(
    world,
    repository,
    `refs/heads/${branch}`,
    'Branch not found',
  )
  const commit = await getGitCommit(getGitDir(world, repository), reference.commitSha)
  const self = `${getApiUrl(world, repository)}/branches/${branch}`
  return ok({
    name: branch,
    commit: toCommitJson(world, repository, commit),
    _links: { self, html: `${getWebUrl(world, repository)}/tree/${branch}` },
    protected: false,
    protection: {
      enabled: false,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: `${self}/protection`,
  })
}

async function listTagJson(world: World, call: Call) {
  const repository = getRepository(world, call)
  const api = getApiUrl(world, repository)
  const { items, headers } = paginate(world, call, await listTags(getGitDir(world, repository)))
  const tags = items.map(({ name, commitSha }) => ({
    name: toShortName(name),
    zipball_url: `${api}/zipball/${name}`,
    tarball_url: `${api}/tarball/${name}`,
    commit: toCommitPointer(world, repository, commitSha),
    node_id: toNodeId('Ref', `${repository.id}:${name}`),
  }))
  return ok(tags, headers)
}

async function getReference(
  world: World,
  repository: RepositoryRecord,
  name: string,
  message?: string,
) {
  const all = await listReferences(getGitDir(world, repository), 'refs/')
  const reference = all.find((candidate) => candidate.name === name)
  if (!reference) throw notFound(message)
  return reference
}

function toCommitPointer(world: World, repository: RepositoryRecord, sha: string) {
  return { sha, url: `${getApiUrl(world, repository)}/commits/${sha}` }
}
