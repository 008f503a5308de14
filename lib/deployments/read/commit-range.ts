import 'server-only'
import {
  type Commit,
  type Comparison,
  compareCommits,
  type GitHub,
  listPullRequestsOfCommit,
  type PullRequest,
} from '#lib/github/index.ts'
import type { CommitRange, CommitView, RangeDirection } from '../types.ts'

/** Pull requests are asked for commit by commit; a longer range shows those of its newest commits. */
const maxPullRequestLookups = 20

interface Ends {
  readonly from: string | null
  readonly to: string
}

/** The commits between what runs and what is picked; for a way back those that would be undone. */
export async function readCommitRange(
  github: GitHub,
  repository: string,
  { from, to }: Ends,
): Promise<CommitRange> {
  const empty = toEmpty({ from, to })
  if (from === null) return { ...empty, direction: 'first' }
  if (from === to) return { ...empty, direction: 'same' }
  const forwards = await compareCommits(github, repository, { base: from, head: to })
  if (!forwards.ok) return empty
  // Behind means that nothing new comes: what counts then is what gets lost.
  const isBack = forwards.value.status === 'behind'
  const shown = isBack
    ? await compareCommits(github, repository, { base: to, head: from })
    : forwards
  if (!shown.ok) return { ...empty, direction: 'backwards' }
  const { commits, truncated, url } = shown.value
  return {
    direction: toDirection(forwards.value.status),
    from,
    to,
    commits: commits.map(toCommitView),
    commitCount: commits.length,
    truncated,
    pullRequests: await listPullRequests(github, repository, commits),
    url,
  }
}

export const toCommitView = (commit: Commit): CommitView => ({
  sha: commit.sha,
  subject: commit.subject,
  author: commit.author,
  committedAt: commit.committedAt?.toISOString() ?? null,
  url: commit.url,
})

const directions: Readonly<Record<Comparison['status'], RangeDirection>> = {
  ahead: 'forwards',
  behind: 'backwards',
  identical: 'same',
  diverged: 'diverged',
}

const toDirection = (status: Comparison['status']) => directions[status]

async function listPullRequests(
  github: GitHub,
  repository: string,
  commits: readonly Commit[],
): Promise<readonly PullRequest[]> {
  const answers = await Promise.all(
    commits
      .slice(0, maxPullRequestLookups)
      .map(({ sha }) => listPullRequestsOfCommit(github, repository, sha)),
  )
  const found = answers.flatMap((answer) => (answer.ok ? answer.value : []))
  const byNumber = new Map(found.map((pull) => [pull.number, pull]))
  return [...byNumber.values()].toSorted((a, b) => b.number - a.number)
}

const toEmpty = ({ from, to }: Ends): CommitRange => ({
  direction: 'unknown',
  from,
  to,
  commits: [],
  commitCount: 0,
  truncated: false,
  pullRequests: [],
  url: null,
})
