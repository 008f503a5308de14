import 'server-only'
import { type AppError, conflict, invalidInput } from '#lib/core/errors.ts'
import {
  type GitHub,
  type GitHubFailure,
  isCommitSha,
  isRefName,
  type Result,
  readCommit,
  readRef,
} from '#lib/github/index.ts'

/** What was picked, pinned to one commit. */
export interface Candidate {
  readonly kind: 'tag' | 'branch' | 'commit'
  /** Without `refs/…/`. */
  readonly ref: string
  /** The version people know it by: the tag, else the short commit. */
  readonly version: string
  readonly commitSha: string
}

export type ResolvedCandidate =
  | { readonly ok: true; readonly candidate: Candidate }
  | { readonly ok: false; readonly error: AppError }
  /** GitHub could not be asked. */
  | { readonly ok: false; readonly failure: GitHubFailure }

/** Finds the commit behind a tag, branch or full commit, in that order. */
export async function resolveCandidate(
  github: GitHub,
  repository: string,
  picked: string,
): Promise<ResolvedCandidate> {
  const ref = picked.trim().replace(/^refs\/(?:heads|tags)\//, '')
  if (isCommitSha(ref.toLowerCase())) return resolveCommit(github, repository, ref.toLowerCase())
  if (!isRefName(ref)) return { ok: false, error: notARef(ref) }
  const found = await readRef(github, repository, ref)
  if (!found.ok) return toFailure(found, refNotFound(ref, repository))
  const { kind, commitSha } = found.value
  const version = kind === 'tag' ? ref : commitSha.slice(0, 7)
  return { ok: true, candidate: { kind, ref, version, commitSha } }
}

/** Throws when the ref no longer leads to the commit that the person saw. */
export function requireExpected(candidate: Candidate, expected: string | undefined): void {
  if (expected === undefined || expected === candidate.commitSha) return
  throw conflict(
    `"${candidate.ref}" moved from ${expected.slice(0, 7)} to ${candidate.commitSha.slice(0, 7)} since you looked. Look at the new commits, then deploy again.`,
    {
      reason: 'ref_moved',
      details: { ref: candidate.ref, expected, actual: candidate.commitSha },
    },
  )
}

async function resolveCommit(
  github: GitHub,
  repository: string,
  sha: string,
): Promise<ResolvedCandidate> {
  const found = await readCommit(github, repository, sha)
  if (!found.ok) return toFailure(found, commitNotFound(sha, repository))
  const candidate = { kind: 'commit', ref: sha, version: sha.slice(0, 7), commitSha: sha } as const
  return { ok: true, candidate }
}

function toFailure(
  result: Extract<Result<unknown>, { ok: false }>,
  notFound: AppError,
): ResolvedCandidate {
  const { failure } = result
  return failure.kind === 'not_found' ? { ok: false, error: notFound } : { ok: false, failure }
}

function notARef(ref: string): AppError {
  const isShort = /^[0-9a-f]{7,39}$/i.test(ref)
  const message = isShort
    ? `"${ref}" is a shortened commit. Write all 40 digits, or pick a tag or branch.`
    : `"${ref.slice(0, 80)}" cannot be the name of a tag or branch.`
  return invalidInput(message, { reason: 'ref_invalid', fields: [{ path: 'ref', message }] })
}

function refNotFound(ref: string, repository: string): AppError {
  const isShort = /^[0-9a-f]{7,39}$/.test(ref)
  const hint = isShort ? ' If you meant a commit, write all 40 digits.' : ''
  const message = `${repository} has no tag or branch "${ref}" (any more).${hint}`
  return invalidInput(message, {
    reason: 'ref_not_found',
    fields: [{ path: 'ref', message }],
    details: { ref, repository },
  })
}

function commitNotFound(sha: string, repository: string): AppError {
  const message = `${repository} has no commit ${sha}.`
  return invalidInput(message, {
    reason: 'ref_not_found',
    fields: [{ path: 'ref', message }],
    details: { ref: sha, repository },
  })
}
