import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gitText } from './git.ts'
import { findCommitSha } from './references.ts'

export interface CommitRequest {
  /** Created from the default branch when missing. */
  readonly branch: string
  readonly message: string
  /** Content by path; null removes the file. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>
  readonly author?: { readonly name: string; readonly email: string }
  /** Names the new commit. */
  readonly tag?: string
  readonly at: Date
}

const sandboxAuthor = { name: 'Sandbox', email: 'sandbox@sandbox.invalid' }

/** Commits to a bare repository without a work tree. Resolves to the new commit. */
export async function createCommit(gitDir: string, request: CommitRequest): Promise<string> {
  const { branch, message, files, author = sandboxAuthor, tag, at } = request
  const tip = await findCommitSha(gitDir, `refs/heads/${branch}`)
  const parent = tip ?? (await findCommitSha(gitDir, 'HEAD'))
  const treeSha = await writeTree(gitDir, parent, files)
  const date = at.toISOString()
  const env = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: date,
  }
  const parents = parent ? ['-p', parent] : []
  const sha = (
    await gitText(gitDir, ['commit-tree', treeSha, ...parents, '-F', '-'], { input: message, env })
  ).trim()
  await gitText(gitDir, ['update-ref', `refs/heads/${branch}`, sha])
  if (tag) await gitText(gitDir, ['update-ref', `refs/tags/${tag}`, sha])
  return sha
}

async function writeTree(
  gitDir: string,
  parent: string | null,
  files: CommitRequest['files'],
): Promise<string> {
  const indexFile = join(tmpdir(), `leitstand-index-${randomUUID()}`)
  const env = { GIT_INDEX_FILE: indexFile }
  try {
    if (parent) await gitText(gitDir, ['read-tree', parent], { env })
    for (const [path, content] of Object.entries(files)) {
      const entry = content === null ? removal(path) : await toEntry(gitDir, path, content)
      await gitText(gitDir, ['update-index', '--index-info'], { env, input: entry })
    }
    return (await gitText(gitDir, ['write-tree'], { env })).trim()
  } finally {
    rmSync(indexFile, { force: true })
  }
}

async function toEntry(gitDir: string, path: string, content: string | Uint8Array) {
  const input = Buffer.from(content)
  const sha = (await gitText(gitDir, ['hash-object', '-w', '--stdin'], { input })).trim()
  return `100644 blob ${sha}\t${path}\n`
}

/** Mode 0 takes a path out of the index. */
function removal(path: string) {
  return `0 ${'0'.repeat(40)}\t${path}\n`
}
