// GitHub's own limits. The patterns also keep `.` and `..`, which no encoding would, out of request paths.
const ownerPattern = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/
const namePattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/
const refPattern =
  /^(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)))[A-Za-z0-9_][A-Za-z0-9._/@+=#-]{0,199}(?<![./])$/
const teamPattern = /^[a-z0-9](?:[a-z0-9_-]{0,99})$/i

export interface RepositoryName {
  readonly owner: string
  readonly repo: string
}

/** Splits `owner/name`; null when it cannot be the name of a repository. */
export function findRepositoryName(fullName: string): RepositoryName | null {
  const [owner = '', repo = '', ...rest] = fullName.split('/')
  if (rest.length > 0 || !ownerPattern.test(owner) || !namePattern.test(repo)) return null
  return { owner, repo }
}

export const isOwnerName = (text: string) => ownerPattern.test(text)

export const isTeamSlug = (text: string) => teamPattern.test(text)

/** A full commit id; nothing shorter, because short ones become ambiguous. */
export const isCommitSha = (text: string) => /^[0-9a-f]{40}$/.test(text)

/** Whether a text may name a branch or tag. A full commit may not: workflows are dispatched on names only. */
export const isRefName = (text: string) => refPattern.test(text) && !isCommitSha(text)

export const isWorkflowFile = (text: string) => /^[A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml$/.test(text)
