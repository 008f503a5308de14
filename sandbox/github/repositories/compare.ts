import { type Answer, ok } from '../http/answer.ts'
import { type Call, getParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { getPage, paginate } from '../http/paging.ts'
import type { RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { listChangedFiles } from './changed-files.ts'
import { toCommitJson, toFileJson } from './commit-json.ts'
import { countCommits, getGitCommit, type LogOptions, listCommits } from './commit-log.ts'
import { GitFailure, gitText } from './git.ts'
import { findCommitSha } from './references.ts'
import { getGitDir } from './registry.ts'
import { getApiUrl, getWebUrl } from './repository-json.ts'

const maximumUnpagedCommits = 250

/** Three dots: what `head` has that the common ancestor has not. */
export async function compare(
  world: World,
  call: Call,
  repository: RepositoryRecord,
): Promise<Answer> {
  const gitDir = getGitDir(world, repository)
  const [baseName = '', headName = '', ...rest] = getParam(call, 'basehead').split('...')
  const base = await findCommitSha(gitDir, baseName)
  const head = await findCommitSha(gitDir, headName)
  if (!base || !head || rest.length > 0) throw notFound()
  const mergeBase = await getMergeBase(gitDir, base, head)
  const ahead = await countCommits(gitDir, `${base}..${head}`)
  const behind = await countCommits(gitDir, `${head}..${base}`)
  const isPaged = call.query.has('page') || call.query.has('per_page')
  const isFirstPage = getPage(call).number === 1
  const commits = await listCommits(gitDir, {
    range: `${base}..${head}`,
    oldestFirst: true,
    ...toWindow(call, ahead, isPaged),
  })
  const files = isFirstPage ? await listChangedFiles(gitDir, mergeBase, head) : []
  const { headers } = isPaged
    ? paginate(world, call, Array.from({ length: ahead }))
    : { headers: {} }
  const toJson = async (sha: string) =>
    toCommitJson(world, repository, await getGitCommit(gitDir, sha))
  return ok(
    {
      ...toAddresses(world, repository, base, head),
      base_commit: await toJson(base),
      merge_base_commit: await toJson(mergeBase),
      status: toStatus(ahead, behind),
      ahead_by: ahead,
      behind_by: behind,
      total_commits: ahead,
      commits: commits.map((commit) => toCommitJson(world, repository, commit)),
      // https://docs.github.com/rest/commits/commits#compare-two-commits: only page 1 carries files.
      ...(isFirstPage
        ? { files: files.map((file) => toFileJson(world, repository, head, file)) }
        : {}),
    },
    headers,
  )
}

function toWindow(call: Call, ahead: number, isPaged: boolean): Pick<LogOptions, 'limit' | 'skip'> {
  // Git limits before it reverses, so a window over the oldest is counted from the newest.
  if (!isPaged) return { limit: maximumUnpagedCommits }
  const { number, size } = getPage(call)
  const start = Math.min(ahead, (number - 1) * size)
  const end = Math.min(ahead, start + size)
  return { limit: end - start, skip: ahead - end }
}

async function getMergeBase(gitDir: string, base: string, head: string) {
  try {
    return (await gitText(gitDir, ['merge-base', base, head])).trim()
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) throw notFound('No common ancestor')
    throw error
  }
}

function toStatus(ahead: number, behind: number) {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind'
  return behind === 0 ? 'ahead' : 'diverged'
}

function toAddresses(world: World, repository: RepositoryRecord, base: string, head: string) {
  const web = `${getWebUrl(world, repository)}/compare/${base}...${head}`
  return {
    url: `${getApiUrl(world, repository)}/compare/${base}...${head}`,
    html_url: web,
    permalink_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
  }
}
