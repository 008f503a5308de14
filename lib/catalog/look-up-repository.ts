import 'server-only'
import type { Result } from '#lib/github/failure.ts'
import type { GitHub } from '#lib/github/get-github.ts'
import { type Repository, readRepository } from '#lib/github/repository.ts'

/** What GitHub says about a repository, following one rename. */
export async function lookUpRepository(
  github: GitHub,
  repository: string,
  signal: AbortSignal,
): Promise<Result<Repository>> {
  const found = await readRepository(github, repository, signal)
  if (found.ok || found.failure.kind !== 'moved' || found.failure.repository === null) return found
  return readRepository(github, found.failure.repository, signal)
}
