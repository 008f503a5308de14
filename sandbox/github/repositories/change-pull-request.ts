import { GitHubFailure, notFound, unprocessable } from '../http/failure.ts'
import type { PullRequestRecord, RepositoryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'
import { GitFailure, gitText } from './git.ts'
import { listPullRequests } from './pull-requests.ts'
import { findCommitSha } from './references.ts'
import { getFullName, getGitDir } from './registry.ts'

export interface NewPullRequest {
  readonly title: string
  readonly body: string | null
  readonly head: string
  readonly base: string
  readonly author: string
}

/** Opens one between two branches; GitHub knows at most one open one for the same two. */
export async function openPullRequest(
  world: World,
  repository: RepositoryRecord,
  { title, body, head, base, author }: NewPullRequest,
): Promise<number> {
  const gitDir = getGitDir(world, repository)
  const headBranch = head.replace(/^[^:]*:/, '')
  const headSha = await findCommitSha(gitDir, `refs/heads/${headBranch}`)
  const baseSha = await findCommitSha(gitDir, `refs/heads/${base}`)
  const invalid = (field: string) => [{ resource: 'PullRequest', field, code: 'invalid' }]
  if (!headSha) throw unprocessable('Validation Failed', invalid('head'))
  if (!baseSha) throw unprocessable('Validation Failed', invalid('base'))
  if (headSha === baseSha) throw refuse(`No commits between ${base} and ${headBranch}`)
  const all = await listPullRequests(world, repository)
  // Nothing is awaited between this look and the insertion: of two at once GitHub takes one.
  const same = world.store.pullRequests.list(
    (one) =>
      one.repositoryId === repository.id &&
      one.state === 'open' &&
      one.headBranch === headBranch &&
      one.baseBranch === base,
  )
  if (same.length > 0) throw refuse(`A pull request already exists for ${head}.`)
  const number = Math.max(0, ...all.map((pull) => pull.number)) + 1
  const now = toTimestamp(world.now())
  world.store.pullRequests.insert({
    ...{ repositoryId: repository.id, number, title, body, author },
    ...{ headBranch, baseBranch: base, headSha, baseSha },
    ...{ state: 'open', createdAt: now, updatedAt: now, closedAt: null },
  })
  return number
}

const refuse = (message: string) =>
  unprocessable('Validation Failed', [{ resource: 'PullRequest', code: 'custom', message }])

export async function closePullRequest(
  world: World,
  repository: RepositoryRecord,
  number: number,
): Promise<void> {
  const record = getOpenRecord(world, repository, number)
  const gitDir = getGitDir(world, repository)
  const headSha = await findCommitSha(gitDir, `refs/heads/${record.headBranch}`)
  const now = toTimestamp(world.now())
  world.store.pullRequests.update(record.id, {
    ...{ state: 'closed', updatedAt: now, closedAt: now },
    headSha: headSha ?? record.headSha,
  })
}

/** Makes the merge commit GitHub makes, and takes the branch away. Conflicts are refused with 405, as GitHub does. */
export async function mergePullRequest(
  world: World,
  repository: RepositoryRecord,
  number: number,
): Promise<string> {
  const record = getOpenRecord(world, repository, number)
  const gitDir = getGitDir(world, repository)
  const base = await findCommitSha(gitDir, `refs/heads/${record.baseBranch}`)
  const head = await findCommitSha(gitDir, `refs/heads/${record.headBranch}`)
  if (!base || !head) throw notFound()
  const tree = await mergeTrees(gitDir, base, head)
  const subject = `Merge pull request #${number} from ${getFullName(repository).split('/')[0]}/${record.headBranch}`
  const message = [subject, record.title, ...(record.body ? [record.body] : [])].join('\n\n')
  const at = world.now().toISOString()
  const args = ['commit-tree', tree, '-p', base, '-p', head, '-F', '-']
  const env = {
    ...{ GIT_AUTHOR_NAME: 'Sandbox', GIT_AUTHOR_EMAIL: 'sandbox@sandbox.invalid' },
    ...{ GIT_COMMITTER_NAME: 'Sandbox', GIT_COMMITTER_EMAIL: 'sandbox@sandbox.invalid' },
    ...{ GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at },
  }
  const sha = (await gitText(gitDir, args, { input: message, env })).trim()
  await gitText(gitDir, ['update-ref', `refs/heads/${record.baseBranch}`, sha, base])
  await gitText(gitDir, ['update-ref', '-d', `refs/heads/${record.headBranch}`])
  world.store.pullRequests.remove(record.id)
  return sha
}

async function mergeTrees(gitDir: string, base: string, head: string): Promise<string> {
  try {
    return (await gitText(gitDir, ['merge-tree', '--write-tree', base, head])).trim()
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) {
      throw new GitHubFailure(405, 'Pull Request is not mergeable')
    }
    throw error
  }
}

function getOpenRecord(
  world: World,
  repository: RepositoryRecord,
  number: number,
): PullRequestRecord {
  const [record] = world.store.pullRequests.list(
    (one) => one.repositoryId === repository.id && one.number === number && one.state === 'open',
  )
  if (!record) throw notFound()
  return record
}
