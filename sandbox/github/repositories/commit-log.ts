import { gitText } from './git.ts'

export interface Signature {
  readonly name: string
  readonly email: string
  readonly date: Date
}

export interface GitCommit {
  readonly sha: string
  readonly treeSha: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}

export interface LogOptions {
  /** A commit, or `base..head`; SHAs only. */
  readonly range: string
  readonly path?: string
  readonly limit?: number
  readonly skip?: number
  readonly oldestFirst?: boolean
}

const fields = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'] as const

export async function listCommits(gitDir: string, options: LogOptions): Promise<GitCommit[]> {
  const { range, path, limit, skip = 0, oldestFirst = false } = options
  const output = await gitText(gitDir, [
    'log',
    // NUL ends fields and records alike: nothing else is sure to be absent from a message.
    '-z',
    `--format=${fields.join('%x00')}`,
    ...(limit === undefined ? [] : [`--max-count=${limit}`]),
    `--skip=${skip}`,
    ...(oldestFirst ? ['--reverse', '--topo-order'] : []),
    range,
    '--',
    ...(path ? [path] : []),
  ])
  if (output === '') return []
  const values = output.split('\0')
  const commits: GitCommit[] = []
  for (let start = 0; start + fields.length <= values.length; start += fields.length) {
    commits.push(toCommit(values.slice(start, start + fields.length)))
  }
  return commits
}

export async function getGitCommit(gitDir: string, sha: string): Promise<GitCommit> {
  const [commit] = await listCommits(gitDir, { range: sha, limit: 1 })
  if (!commit) throw new Error(`There is no commit ${sha}.`)
  return commit
}

export async function countCommits(gitDir: string, range: string): Promise<number> {
  return Number((await gitText(gitDir, ['rev-list', '--count', range, '--'])).trim())
}

function toCommit(values: readonly string[]): GitCommit {
  const [
    sha = '',
    treeSha = '',
    parents = '',
    an = '',
    ae = '',
    ad = '',
    cn = '',
    ce = '',
    cd = '',
    message = '',
  ] = values
  return {
    sha,
    treeSha,
    parents: parents.split(' ').filter(Boolean),
    author: { name: an, email: ae, date: new Date(ad) },
    committer: { name: cn, email: ce, date: new Date(cd) },
    message: message.replace(/\n+$/, ''),
  }
}
