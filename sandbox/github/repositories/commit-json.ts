import { findAccountByEmail, toAccountUser } from '../people/people.ts'
import type { RepositoryRecord, SimpleCommit } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import { toNodeId, type World } from '../world.ts'
import type { ChangedFile } from './changed-files.ts'
import type { GitCommit, Signature } from './commit-log.ts'
import { getApiUrl, getWebUrl } from './repository-json.ts'

export function toCommitJson(world: World, repository: RepositoryRecord, commit: GitCommit) {
  const api = getApiUrl(world, repository)
  const url = `${api}/commits/${commit.sha}`
  return {
    sha: commit.sha,
    node_id: toNodeId('Commit', commit.sha),
    commit: {
      author: toSignature(commit.author),
      committer: toSignature(commit.committer),
      message: commit.message,
      tree: { sha: commit.treeSha, url: `${api}/git/trees/${commit.treeSha}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url,
    html_url: `${getWebUrl(world, repository)}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    author: findUser(world, commit.author),
    committer: findUser(world, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${getWebUrl(world, repository)}/commit/${sha}`,
    })),
  }
}

/** The short form inside runs and push events. */
export function toSimpleCommit(commit: GitCommit): SimpleCommit {
  return {
    id: commit.sha,
    tree_id: commit.treeSha,
    message: commit.message,
    timestamp: toTimestamp(commit.committer.date),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  }
}

export function toFileJson(
  world: World,
  repository: RepositoryRecord,
  headSha: string,
  file: ChangedFile,
) {
  const path = file.filename.split('/').map(encodeURIComponent).join('/')
  const web = getWebUrl(world, repository)
  return {
    sha: file.sha,
    filename: file.filename,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${web}/blob/${headSha}/${path}`,
    raw_url: `${web}/raw/${headSha}/${path}`,
    contents_url: `${getApiUrl(world, repository)}/contents/${path}?ref=${headSha}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
    ...(file.previousFilename === null ? {} : { previous_filename: file.previousFilename }),
  }
}

function toSignature({ name, email, date }: Signature) {
  return { name, email, date: toTimestamp(date) }
}

function findUser(world: World, { email }: Signature) {
  const account = findAccountByEmail(world, email)
  return account ? toAccountUser(world, account) : null
}
