import { type Author, sampleOrganisation } from '../people.ts'

export type Tree = ReadonlyMap<string, string>

/** A change of the tree; throws when it does not fit what is there. */
export type Edit = (tree: Tree) => Tree

export interface Commit {
  readonly author: Author
  readonly hoursAgo: number
  readonly message: string
  readonly edits: readonly Edit[]
  readonly tags: readonly string[]
  /** A branch that does not exist yet starts where main is. */
  readonly branch: string
  /** The branch that this commit merges into its own, and the pull request that asked for it. */
  readonly merges: { readonly branch: string; readonly pullRequest: number } | null
}

export interface RepositoryHistory {
  /** Repository name, and the folder with the files of the first commit. */
  readonly name: string
  readonly description: string
  readonly commits: readonly Commit[]
}

interface CommitOptions {
  readonly edits?: readonly Edit[]
  readonly tags?: readonly string[]
  readonly branch?: string
}

export function commit(
  author: Author,
  hoursAgo: number,
  message: string,
  { edits = [], tags = [], branch = 'main' }: CommitOptions = {},
): Commit {
  return { author, hoursAgo, message, edits, tags, branch, merges: null }
}

/** The commit GitHub makes when a pull request is merged. */
export function mergePullRequest(
  author: Author,
  hoursAgo: number,
  pullRequest: { readonly number: number; readonly branch: string; readonly title: string },
): Commit {
  return {
    author,
    hoursAgo,
    message: `Merge pull request #${pullRequest.number} from ${sampleOrganisation}/${pullRequest.branch}\n\n${pullRequest.title}`,
    edits: [],
    tags: [],
    branch: 'main',
    merges: { branch: pullRequest.branch, pullRequest: pullRequest.number },
  }
}

/** The commit that gives a version its number and its entry in the changelog. */
export function releaseCommit(
  author: Author,
  hoursAgo: number,
  version: string,
  notes: readonly string[],
  { tags = [`v${version}`], branch, edits = [] }: CommitOptions = {},
): Commit {
  return commit(author, hoursAgo, `Release ${version}`, {
    edits: [...edits, numberRelease(version, notes)],
    tags,
    ...(branch ? { branch } : {}),
  })
}

export function days(count: number) {
  return count * 24
}

export function write(path: string, content: string): Edit {
  return (tree) => new Map(tree).set(path, content)
}

export function replace(path: string, from: string, to: string): Edit {
  return (tree) => {
    const content = tree.get(path)
    if (!content?.includes(from)) throw new Error(`${path} does not contain: ${from}`)
    return new Map(tree).set(
      path,
      content.replace(from, () => to),
    )
  }
}

function numberRelease(version: string, notes: readonly string[]): Edit {
  const entry = `# Changelog\n\n## ${version}\n\n${notes.map((note) => `- ${note}`).join('\n')}\n`
  return (tree) => {
    const current = /"version": "[^"]+"/.exec(tree.get('package.json') ?? '')?.[0] ?? ''
    const numbered = replace('package.json', current, `"version": "${version}"`)(tree)
    return replace('CHANGELOG.md', '# Changelog\n', entry)(numbered)
  }
}
