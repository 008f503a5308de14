import { ok } from '../http/answer.ts'
import { type Call, getParam } from '../http/call.ts'
import { notFound, unprocessable } from '../http/failure.ts'
import { getPage, paginate } from '../http/paging.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import type { RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { listChangedFiles } from './changed-files.ts'
import { toCommitJson, toFileJson } from './commit-json.ts'
import { countCommits, getGitCommit, listCommits } from './commit-log.ts'
import { compare } from './compare.ts'
import { findCommitSha } from './references.ts'
import { getGitDir, getRepository } from './registry.ts'

/** Commits one by one, as history, and as a comparison. */
export function commitRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET', '/commits', (call) => listCommitJson(world, call)),
    repositoryRoute('GET', '/commits/:ref', (call) => getCommitJson(world, call)),
    repositoryRoute('GET', '/compare/*basehead', (call) =>
      compare(world, call, getRepository(world, call)),
    ),
  ]
}

export async function getCommitSha(
  world: World,
  repository: RepositoryRecord,
  ref: string,
): Promise<string> {
  const sha = await findCommitSha(getGitDir(world, repository), ref)
  if (!sha) throw unprocessable(`No commit found for SHA: ${ref}`)
  return sha
}

async function listCommitJson(world: World, call: Call) {
  const repository = getRepository(world, call)
  const gitDir = getGitDir(world, repository)
  const range = await findCommitSha(gitDir, call.query.get('sha') ?? 'HEAD')
  if (!range) throw notFound()
  const path = call.query.get('path') ?? undefined
  const page = getPage(call)
  const commits = await listCommits(gitDir, {
    range,
    path,
    limit: page.size,
    skip: (page.number - 1) * page.size,
  })
  const total = path ? page.number * page.size + commits.length : await countCommits(gitDir, range)
  const { headers } = paginate(world, call, Array.from({ length: total }))
  return ok(
    commits.map((commit) => toCommitJson(world, repository, commit)),
    headers,
  )
}

async function getCommitJson(world: World, call: Call) {
  const repository = getRepository(world, call)
  const gitDir = getGitDir(world, repository)
  const sha = await getCommitSha(world, repository, getParam(call, 'ref'))
  const commit = await getGitCommit(gitDir, sha)
  const files = await listChangedFiles(gitDir, commit.parents[0] ?? null, sha)
  const additions = files.reduce((sum, file) => sum + file.additions, 0)
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0)
  return ok({
    ...toCommitJson(world, repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: files.map((file) => toFileJson(world, repository, sha, file)),
  })
}
