import 'server-only'
import {
  type Commit,
  type GitHub,
  type GitRef,
  listBranches,
  listCommits,
  listTags,
  readCommit,
} from '#lib/github/index.ts'
import type { DeployCandidate, DeployOptions } from '../types.ts'
import { readChecksView } from './checks.ts'
import { toCommitView } from './commit-range.ts'

const shownCount = 12

interface Place {
  readonly repository: string
  readonly branch: string
  readonly runningCommitSha: string | null
}

type Candidates = Pick<DeployOptions, 'tags' | 'branches' | 'commits'>

/** The newest tags, branches and commits, each with its commit and its checks. What GitHub does not tell is left out. */
export async function listCandidates(github: GitHub, place: Place): Promise<Candidates> {
  const { repository, branch } = place
  const [tags, branches, commits] = await Promise.all([
    listTags(github, repository, shownCount),
    listBranches(github, repository, shownCount),
    listCommits(github, repository, { branch, limit: shownCount }),
  ])
  const refs = [...(tags.ok ? tags.value : []), ...(branches.ok ? branches.value : [])]
  const known = new Map((commits.ok ? commits.value : []).map((commit) => [commit.sha, commit]))
  const missing = [...new Set(refs.map(({ commitSha }) => commitSha))].filter(
    (sha) => !known.has(sha),
  )
  const read = await Promise.all(missing.map((sha) => readCommit(github, repository, sha)))
  for (const commit of read) if (commit.ok) known.set(commit.value.sha, commit.value)
  const checks = new Map(
    await Promise.all(
      [...known.keys()].map(
        async (sha) => [sha, await readChecksView(github, repository, sha)] as const,
      ),
    ),
  )
  const toCandidate = (kind: DeployCandidate['kind'], ref: string, commit: Commit) => ({
    kind,
    ref,
    commit: toCommitView(commit),
    checks: checks.get(commit.sha) ?? null,
    isRunning: commit.sha === place.runningCommitSha,
  })
  const toRefs = (list: readonly GitRef[]) =>
    list.flatMap(({ kind, name, commitSha }) => {
      const commit = known.get(commitSha)
      return commit ? [toCandidate(kind, name, commit)] : []
    })
  return {
    tags: toRefs(tags.ok ? tags.value : []).toSorted(byNewest),
    branches: toRefs(branches.ok ? branches.value : []).toSorted(byNewest),
    commits: (commits.ok ? commits.value : []).map((commit) =>
      toCandidate('commit', commit.sha, commit),
    ),
  }
}

function byNewest(a: DeployCandidate, b: DeployCandidate): number {
  return (b.commit.committedAt ?? '').localeCompare(a.commit.committedAt ?? '')
}
