import { findRepositoryName, isCommitSha, isRefName } from '#lib/github/names.ts'

/** `owner/name` from what people paste (a web address, `.git`, blanks); null when it names no repository. */
export function findRepository(text: string): string | null {
  const path = text
    .trim()
    .replace(/^(?:https?:\/\/[^/\s]+\/|git@[^:\s]+:)/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
  return findRepositoryName(path) === null ? null : path
}

/** A branch or tag name without its `refs/…/` prefix. */
export function toRefName(text: string): string {
  return text.trim().replace(/^refs\/(?:heads|tags)\//, '')
}

/** What is wrong with a ref a workflow is to be dispatched on; null when it may name a branch or tag. */
export function findRefFault(text: string): 'ref_is_commit' | 'ref' | null {
  const ref = toRefName(text)
  if (isCommitSha(ref.toLowerCase())) return 'ref_is_commit'
  return isRefName(ref) ? null : 'ref'
}
