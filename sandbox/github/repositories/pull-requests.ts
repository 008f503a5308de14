import type { RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { type GitCommit, getGitCommit, listCommits } from './commit-log.ts'
import { gitText } from './git.ts'
import { getDefaultBranch, getGitDir } from './registry.ts'

/** A merged pull request, as its merge commit tells it. */
export interface PullRequest {
  readonly number: number
  readonly title: string
  readonly body: string | null
  readonly headBranch: string
  readonly baseBranch: string
  readonly baseSha: string
  readonly head: GitCommit
  readonly merge: GitCommit
}

const subject = /^Merge pull request #(\d+) from [^/\s]+\/(\S+)/

/** Newest first. The repository's merge commits are the only record of them. */
export async function listPullRequests(
  world: World,
  repository: RepositoryRecord,
): Promise<PullRequest[]> {
  const gitDir = getGitDir(world, repository)
  const baseBranch = getDefaultBranch(world, repository)
  const commits = await listCommits(gitDir, { range: 'HEAD' })
  const merges = commits.filter(
    ({ message, parents }) => parents.length === 2 && subject.test(message),
  )
  return Promise.all(merges.map((merge) => toPullRequest(gitDir, baseBranch, merge)))
}

/** Those that brought the commit in, whether it is the merge or what was merged. */
export async function listPullRequestsOf(world: World, repository: RepositoryRecord, sha: string) {
  const gitDir = getGitDir(world, repository)
  const all = await listPullRequests(world, repository)
  const contains = await Promise.all(
    all.map(async ({ baseSha, head, merge }) => {
      if (merge.sha === sha) return true
      const merged = await gitText(gitDir, ['rev-list', `${baseSha}..${head.sha}`])
      return merged.split('\n').includes(sha)
    }),
  )
  return all.filter((_, index) => contains[index])
}

async function toPullRequest(
  gitDir: string,
  baseBranch: string,
  merge: GitCommit,
): Promise<PullRequest> {
  const [, number = '', headBranch = ''] = subject.exec(merge.message) ?? []
  const [baseSha = '', headSha = ''] = merge.parents
  const [, ...paragraphs] = merge.message.split('\n\n')
  const [title = headBranch, ...body] = paragraphs
  return {
    number: Number(number),
    title: title.trim(),
    body: body.join('\n\n') || null,
    headBranch,
    baseBranch,
    baseSha,
    head: await getGitCommit(gitDir, headSha),
    merge,
  }
}
