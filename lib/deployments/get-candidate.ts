import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { conflict } from '#lib/core/errors.ts'
import { getGitHub, readCommit } from '#lib/github/index.ts'
import { createBlocker, sortBlockers, toRepositoryBlocker } from './blockers.ts'
import { listCheckBlockers, readChecksView } from './read/checks.ts'
import { readCommitRange, toCommitView } from './read/commit-range.ts'
import { readRunning } from './read/running.ts'
import { listCatalogBlockers, toRepositoryName } from './request/read-readiness.ts'
import { resolveCandidate } from './request/resolve-candidate.ts'
import { throwIfBlocked } from './request/throw-blocked.ts'
import type { CandidateQuery, StagePath } from './schemas.ts'
import type { Blocker, CandidateDetail, CommitRange } from './types.ts'

/** What picking a tag, branch or commit would mean for a stage. */
export async function getCandidate(
  ctx: Context,
  path: StagePath,
  { ref }: CandidateQuery,
): Promise<CandidateDetail> {
  const subject = await getStageSubject(ctx, path)
  const repository = toRepositoryName(subject)
  if (!repository) {
    throwIfBlocked(listCatalogBlockers(subject))
    throw conflict('This system has no repository.', { reason: 'repository_missing' })
  }
  const github = getGitHub()
  const [resolved, running] = await Promise.all([
    resolveCandidate(github, repository, ref),
    readRunning(subject.stageId),
  ])
  if (!resolved.ok && 'error' in resolved) throw resolved.error
  if (!resolved.ok) {
    throwIfBlocked([toRepositoryBlocker(resolved.failure, repository)])
    throw new Error('Every failure to read a repository blocks.')
  }
  const { kind, ref: name, version, commitSha } = resolved.candidate
  const ends = { from: running.commitSha, to: commitSha }
  const [commit, checks, range] = await Promise.all([
    readCommit(github, repository, commitSha),
    readChecksView(github, repository, commitSha),
    readCommitRange(github, repository, ends),
  ])
  const shown = commit.ok ? toCommitView(commit.value) : toBareCommit(commitSha)
  return {
    candidate: { kind, ref: name, commit: shown, checks, isRunning: range.direction === 'same' },
    range,
    blockers: sortBlockers([...listCheckBlockers(checks), ...listRangeBlockers(range, version)]),
  }
}

const toBareCommit = (sha: string) => ({
  sha,
  subject: '',
  author: '',
  committedAt: null,
  url: null,
})

function listRangeBlockers(range: CommitRange, version: string): readonly Blocker[] {
  const { direction, commitCount: count } = range
  if (direction === 'same') return [createBlocker('already_running', { version })]
  if (direction === 'backwards') return [createBlocker('older_than_running', { count })]
  return []
}
