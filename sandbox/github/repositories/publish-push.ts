import { findAccountByEmail, getBotLogin, getEmail } from '../people/people.ts'
import type { RepositoryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'
import { listChangedFiles } from './changed-files.ts'
import { toSimpleCommit } from './commit-json.ts'
import { type GitCommit, getGitCommit, listCommits } from './commit-log.ts'
import { GitFailure, gitText } from './git.ts'
import { getGitDir } from './registry.ts'
import { getWebUrl, toRepository } from './repository-json.ts'

export interface ReferenceChange {
  readonly name: string
  /** Null for a reference that is new. */
  readonly before: string | null
  /** Null for a reference that was deleted. */
  readonly after: string | null
}

const none = '0'.repeat(40)
const maximumCommits = 20

export async function publishPush(
  world: World,
  repository: RepositoryRecord,
  change: ReferenceChange,
): Promise<void> {
  const gitDir = getGitDir(world, repository)
  const { name, before, after } = change
  world.store.repositories.update(repository.id, { updatedAt: toTimestamp(world.now()) })
  const head = after === null ? null : await getGitCommit(gitDir, after)
  const pusher = head === null ? null : findAccountByEmail(world, head.committer.email)
  const commits = await listPushedCommits(gitDir, change)
  const toJson = (commit: GitCommit) => toPushedCommit(world, repository, commit)
  world.publish({
    name: 'push',
    action: null,
    repository,
    sender: pusher?.login ?? getBotLogin(world),
    payload: {
      ref: name,
      before: before ?? none,
      after: after ?? none,
      base_ref: null,
      created: before === null,
      deleted: after === null,
      forced: await isForced(gitDir, change),
      compare: `${getWebUrl(world, repository)}/compare/${before ?? after}...${after ?? before}`,
      commits: await Promise.all(commits.map(toJson)),
      head_commit: head === null ? null : await toJson(head),
      pusher: {
        name: pusher?.login ?? getBotLogin(world),
        email: pusher ? getEmail(pusher) : null,
      },
      repository: toPushedRepository(world, repository),
    },
  })
}

async function listPushedCommits(
  gitDir: string,
  { name, before, after }: ReferenceChange,
): Promise<GitCommit[]> {
  if (after === null || !name.startsWith('refs/heads/')) return []
  const range = before === null ? after : `${before}..${after}`
  const commits = await listCommits(gitDir, { range, limit: maximumCommits })
  return commits.reverse()
}

async function isForced(gitDir: string, { before, after }: ReferenceChange): Promise<boolean> {
  if (before === null || after === null) return false
  try {
    await gitText(gitDir, ['merge-base', '--is-ancestor', before, after])
    return false
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return true
    throw error
  }
}

async function toPushedCommit(world: World, repository: RepositoryRecord, commit: GitCommit) {
  const files = await listChangedFiles(
    getGitDir(world, repository),
    commit.parents[0] ?? null,
    commit.sha,
  )
  const named = (status: string) =>
    files.filter((file) => file.status === status).map(({ filename }) => filename)
  return {
    ...toSimpleCommit(commit),
    distinct: true,
    url: `${getWebUrl(world, repository)}/commit/${commit.sha}`,
    added: named('added'),
    removed: named('removed'),
    modified: [...named('modified'), ...named('renamed')],
  }
}

/** A push carries times as seconds where other events carry text. */
function toPushedRepository(world: World, repository: RepositoryRecord) {
  const json = toRepository(world, repository)
  const toSeconds = (timestamp: string) => Math.floor(Date.parse(timestamp) / 1_000)
  return {
    ...json,
    created_at: toSeconds(json.created_at),
    pushed_at: toSeconds(json.pushed_at),
    organization: world.options.organisation.login,
    stargazers: 0,
    master_branch: json.default_branch,
  }
}
