import { git, gitText } from './git.ts'

export interface TreeEntry {
  readonly mode: string
  readonly type: 'blob' | 'tree' | 'commit'
  readonly sha: string
  readonly sizeBytes: number
  readonly path: string
}

/** Null when the commit has nothing at this path. The empty path is the root. */
export async function findTreeEntry(
  gitDir: string,
  commitSha: string,
  path: string,
): Promise<TreeEntry | null> {
  if (path === '') return { mode: '040000', type: 'tree', sha: commitSha, sizeBytes: 0, path: '' }
  const [entry] = await listTree(gitDir, commitSha, [path])
  return entry?.path === path ? entry : null
}

export function listDirectory(
  gitDir: string,
  commitSha: string,
  path: string,
): Promise<TreeEntry[]> {
  return listTree(gitDir, commitSha, path === '' ? [] : [`${path}/`])
}

export function readBlob(gitDir: string, sha: string): Promise<Buffer> {
  return git(gitDir, ['cat-file', 'blob', sha])
}

/** Null when the commit has no such file. */
export async function findFile(
  gitDir: string,
  commitSha: string,
  path: string,
): Promise<string | null> {
  const entry = await findTreeEntry(gitDir, commitSha, path)
  return entry?.type === 'blob' ? (await readBlob(gitDir, entry.sha)).toString('utf8') : null
}

/** Everything below a commit or tree, folders too, as `git ls-tree -r -t` tells it. */
export async function listTreeDeep(gitDir: string, treeish: string): Promise<TreeEntry[]> {
  const output = await gitText(gitDir, ['ls-tree', '-r', '-t', '-z', '--long', treeish])
  return output.split('\0').filter(Boolean).map(parseEntry)
}

async function listTree(gitDir: string, commitSha: string, paths: readonly string[]) {
  const output = await gitText(gitDir, [
    '--literal-pathspecs',
    'ls-tree',
    '-z',
    '--long',
    commitSha,
    '--',
    ...paths,
  ])
  return output.split('\0').filter(Boolean).map(parseEntry)
}

function parseEntry(line: string): TreeEntry {
  const [facts = '', path = ''] = line.split('\t')
  const [mode = '', type = '', sha = '', size = '0'] = facts.split(/ +/)
  return { mode, type: isEntryType(type) ? type : 'blob', sha, sizeBytes: Number(size) || 0, path }
}

function isEntryType(type: string): type is TreeEntry['type'] {
  return type === 'blob' || type === 'tree' || type === 'commit'
}
