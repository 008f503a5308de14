import 'server-only'
import { readFile } from '#lib/github/contents.ts'
import { type GitHubFailure, ok, type Result } from '#lib/github/failure.ts'
import type { GitHub } from '#lib/github/get-github.ts'
import { readRef } from '#lib/github/refs.ts'
import { lookUpRepository } from './look-up-repository.ts'
import { CATALOG_FILES } from './parse-catalog-text.ts'
import type { ReadFailure, SourceFile, SourceRead } from './source-read.ts'
import type { RepositorySetting } from './source-settings.ts'

/** The catalog file of a repository, at the commit its branch points to. A rename is followed. */
export async function readGitHubSource(
  github: GitHub,
  setting: RepositorySetting,
  signal: AbortSignal,
): Promise<SourceRead> {
  const found = await lookUpRepository(github, setting.repository, signal)
  if (!found.ok) return { failure: toSourceFailure(found.failure) }
  const { fullName, defaultBranch } = found.value
  const branch = setting.branch ?? defaultBranch
  const head = await readRef(github, fullName, branch, { first: 'branch', signal })
  if (!head.ok) return { failure: toSourceFailure(head.failure, 'branch_missing') }
  const { commitSha } = head.value
  const place = { repository: fullName, commitSha, path: setting.path }
  const file = await findCatalogFile(github, place, signal)
  if (!file.ok) return { failure: toSourceFailure(file.failure) }
  return { failure: null, commitSha, files: file.value === null ? [] : [file.value] }
}

interface RepositoryPlace {
  readonly repository: string
  readonly commitSha: string
  readonly path: string | null
}

async function findCatalogFile(
  github: GitHub,
  { repository, commitSha, path }: RepositoryPlace,
  signal: AbortSignal,
): Promise<Result<SourceFile | null>> {
  for (const file of toCandidates(path)) {
    const read = await readFile(github, repository, file, { ref: commitSha, signal })
    if (read.ok) return ok({ file, text: read.value.text, repository })
    if (read.failure.kind !== 'not_found') return read
  }
  return ok(null)
}

function toCandidates(path: string | null): readonly string[] {
  if (path !== null && /\.ya?ml$/.test(path)) return [path]
  return CATALOG_FILES.map((name) => (path === null ? name : `${path}/${name}`))
}

/** What a failed call means for a source; `missing` is what GitHub's "not found" stands for in that call. */
export function toSourceFailure(
  failure: GitHubFailure,
  missing: ReadFailure = 'repository_inaccessible',
): ReadFailure {
  switch (failure.kind) {
    case 'not_found':
      return missing
    case 'not_configured':
      return 'github_not_configured'
    case 'suspended':
      return 'repository_suspended'
    case 'rejected':
    case 'unauthorised':
    case 'moved':
    case 'not_installed':
    case 'invalid_name':
      return 'repository_inaccessible'
    default:
      return 'github_unavailable'
  }
}
