import { toCommitter } from '../people.ts'
import type { Commit, Tree } from './history.ts'

interface Branch {
  readonly tip: number
  readonly tree: Tree
  /** What was committed since the branch left main; a merge does it again there. */
  readonly commits: readonly Commit[]
}

/**
 * Writes the history as one stream for `git fast-import` (https://git-scm.com/docs/git-fast-import):
 * a single process builds the whole repository.
 */
export function toFastImport(commits: readonly Commit[], source: Tree, now: Date): string {
  const branches = new Map<string, Branch>()
  const marks = new Map<string, number>()
  const references = nameReferences(commits)
  const lines: string[] = []
  commits.forEach((commit, index) => {
    const mark = index + 1
    const start = branches.get(commit.branch) ?? startBranch(branches.get('main'), source)
    const merged = commit.merges && getBranch(branches, commit.merges.branch)
    const edits = [...(merged?.commits.flatMap((each) => each.edits) ?? []), ...commit.edits]
    const tree = edits.reduce<Tree>((current, edit) => edit(current), start.tree)
    branches.set(commit.branch, { tip: mark, tree, commits: [...start.commits, commit] })
    lines.push(
      ...writeCommit({
        commit,
        reference: references(commit.branch),
        mark,
        now,
        parents: [start.tip, merged?.tip ?? 0],
        tree,
        marks,
      }),
    )
  })
  lines.push('done')
  return `${lines.join('\n')}\n`
}

/** A merged branch is deleted; what it held stays reachable by its pull request, as on GitHub. */
function nameReferences(commits: readonly Commit[]) {
  const pullRequests = new Map(
    commits.flatMap(({ merges }) => (merges ? [[merges.branch, merges.pullRequest] as const] : [])),
  )
  return (branch: string) => {
    const pullRequest = pullRequests.get(branch)
    return pullRequest === undefined ? `refs/heads/${branch}` : `refs/pull/${pullRequest}/head`
  }
}

function startBranch(main: Branch | undefined, source: Tree): Branch {
  return main ? { ...main, commits: [] } : { tip: 0, tree: source, commits: [] }
}

function getBranch(branches: ReadonlyMap<string, Branch>, name: string): Branch {
  const branch = branches.get(name)
  if (!branch) throw new Error(`There is no branch "${name}" to merge.`)
  return branch
}

interface CommitEntry {
  readonly commit: Commit
  readonly reference: string
  readonly mark: number
  readonly now: Date
  /** Marks of the parents; 0 for none. */
  readonly parents: readonly [number, number]
  readonly tree: Tree
  /** Marks of the blobs written so far, by content. */
  readonly marks: Map<string, number>
}

function writeCommit({
  commit,
  reference,
  mark,
  now,
  parents: [first, second],
  tree,
  marks,
}: CommitEntry): string[] {
  const blobs = [...tree.values()].flatMap((content) => writeBlob(content, marks))
  const seconds = Math.round(now.getTime() / 1000 - commit.hoursAgo * 3600)
  const person = `${toCommitter(commit.author)} ${seconds} +0100`
  return [
    ...blobs,
    `commit ${reference}`,
    `mark :${mark}`,
    `author ${person}`,
    `committer ${person}`,
    toData(commit.message),
    ...(first ? [`from :${first}`] : []),
    ...(second ? [`merge :${second}`] : []),
    'deleteall',
    ...[...tree].map(([path, content]) => `M 100644 :${marks.get(content)} ${path}`),
    ...commit.tags.flatMap((tag) => ['', `reset refs/tags/${tag}`, `from :${mark}`]),
    '',
  ]
}

const firstBlobMark = 100_000

function writeBlob(content: string, marks: Map<string, number>): string[] {
  if (marks.has(content)) return []
  const mark = firstBlobMark + marks.size
  marks.set(content, mark)
  return ['blob', `mark :${mark}`, toData(content)]
}

function toData(text: string) {
  return `data ${Buffer.byteLength(text)}\n${text}`
}
