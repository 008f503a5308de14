import { GitFailure, git, gitText } from './git.ts'

export interface Reference {
  /** `refs/heads/main` */
  readonly name: string
  /** What the reference points at: a commit, or the object of an annotated tag. */
  readonly objectSha: string
  readonly objectType: string
  readonly commitSha: string
}

const headsPrefix = 'refs/heads/'
const tagsPrefix = 'refs/tags/'

export function toShortName(reference: string): string {
  return reference.replace(/^refs\/(heads|tags)\//, '')
}

/** Names below a prefix such as `refs/tags/`, in git's order. */
export async function listReferences(gitDir: string, prefix: string): Promise<Reference[]> {
  const format = '%(refname)%00%(objectname)%00%(objecttype)%00%(*objectname)'
  const output = await gitText(gitDir, ['for-each-ref', `--format=${format}`, prefix])
  return output.split('\n').filter(Boolean).map(parseReference)
}

export function listBranches(gitDir: string) {
  return listReferences(gitDir, headsPrefix)
}

/** Newest name first, as GitHub lists tags. */
export async function listTags(gitDir: string) {
  const tags = await listReferences(gitDir, tagsPrefix)
  return tags.sort((one, other) => other.name.localeCompare(one.name, 'en', { numeric: true }))
}

/** Null when there is no such branch or tag. Takes a short or a full name. */
export async function findReference(gitDir: string, name: string): Promise<Reference | null> {
  if (!isReferenceName(name)) return null
  const candidates = name.startsWith('refs/')
    ? [name]
    : [`${headsPrefix}${name}`, `${tagsPrefix}${name}`]
  for (const candidate of candidates) {
    const found = (await listReferences(gitDir, candidate)).find(
      (reference) => reference.name === candidate,
    )
    if (found) return found
  }
  return null
}

/** The commit of a branch, tag, full or short SHA; null when there is none. */
export async function findCommitSha(gitDir: string, ref: string): Promise<string | null> {
  if (ref === 'HEAD') return verifyCommit(gitDir, ref)
  const reference = await findReference(gitDir, ref)
  if (reference) return reference.commitSha
  return /^[0-9a-f]{7,40}$/.test(ref) ? verifyCommit(gitDir, ref) : null
}

async function verifyCommit(gitDir: string, expression: string): Promise<string | null> {
  try {
    const output = await git(gitDir, ['rev-parse', '--verify', '--quiet', `${expression}^{commit}`])
    return output.toString('utf8').trim()
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode !== null) return null
    throw error
  }
}

/** What git itself would refuse as a name never reaches its command line. */
function isReferenceName(name: string) {
  return name !== '' && !/^[-/.]|\.\.|[\s~^:?*[\\\p{Cc}]|@\{|\/$|\.lock$|\/\//u.test(name)
}

function parseReference(line: string): Reference {
  const [name = '', objectSha = '', objectType = '', peeled = ''] = line.split('\0')
  return { name, objectSha, objectType, commitSha: peeled || objectSha }
}
