import type { PullRequestRecord, RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { type GitCommit, getGitCommit, listCommits } from './commit-log.ts'
import { gitText } from './git.ts'
import { findCommitSha } from './references.ts'
import { getDefaultBranch, getGitDir } from './registry.ts'

/** A pull request; what is known of a merged one is what its merge commit tells. */
export interface PullRequest {
  readonly number: number
  readonly title: string
  readonly body: string | null
  readonly headBranch: string
  readonly baseBranch: string
  readonly baseSha: string
  readonly head: GitCommit
  /** Null while it is not merged. */
  readonly merge: GitCommit | null
  /** Null for a merged one. */
  readonly record: PullRequestRecord | null
}

const subject = /^Merge pull request #(\d+) from [^/\s]+\/(\S+)/

/** All of them, newest first. */
export async function listPullRequests(
  world: World,
  repository: RepositoryRecord,
): Promise<PullRequest[]> {
  const records = world.store.pullRequests.list(
    ({ repositoryId }) => repositoryId === repository.id,
  )
  const unmerged = await Promise.all(
    records.map((record) => toUnmerged(getGitDir(world, repository), record)),
  )
  const merged = await listMergedPullRequests(world, repository)
  return [...unmerged, ...merged].sort((one, other) => other.number - one.number)
}

async function toUnmerged(gitDir: string, record: PullRequestRecord): Promise<PullRequest> {
  const { number, title, body, headBranch, baseBranch } = record
  const isOpen = record.state === 'open'
  const tip = isOpen ? await findCommitSha(gitDir, `refs/heads/${headBranch}`) : null
  const base = isOpen ? await findCommitSha(gitDir, `refs/heads/${baseBranch}`) : null
  return {
    ...{ number, title, body, headBranch, baseBranch, record },
    baseSha: base ?? record.baseSha,
    head: await getGitCommit(gitDir, tip ?? record.headSha),
    merge: null,
  }
}

/** Merge commits are the only record of them. */
async function listMergedPullRequests(
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
      if (merge?.sha === sha) return true
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
    record: null,
  }
}
