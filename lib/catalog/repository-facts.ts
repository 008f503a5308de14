import 'server-only'
import type { GitHubFailure } from '#lib/github/failure.ts'
import type { GitHub } from '#lib/github/get-github.ts'
import { lookUpRepository } from './look-up-repository.ts'

/** A system's repository as GitHub knows it now. */
export interface RepositoryFacts {
  /** Null when GitHub did not hand it out. */
  readonly githubId: string | null
  /** Its present name, or the name asked for. */
  readonly fullName: string
  readonly state: 'ok' | 'archived' | 'suspended' | 'inaccessible'
  /** GitHub's own words, for a state that needs explaining. */
  readonly note: string | null
}

/** Null when GitHub brought no answer, so that what was known stays. */
export async function findRepositoryFacts(
  github: GitHub,
  repository: string,
  signal: AbortSignal,
): Promise<RepositoryFacts | null> {
  if (!github.isConfigured) return null
  const found = await lookUpRepository(github, repository, signal)
  if (!found.ok) return toFailedFacts(repository, found.failure)
  const { id: githubId, fullName, isArchived } = found.value
  return { githubId, fullName, state: isArchived ? 'archived' : 'ok', note: null }
}

function toFailedFacts(repository: string, failure: GitHubFailure): RepositoryFacts | null {
  const known = { githubId: null, fullName: repository, note: failure.message }
  switch (failure.kind) {
    case 'suspended':
      return { ...known, state: 'suspended' }
    case 'not_found':
    case 'not_installed':
    case 'unauthorised':
    case 'moved':
      return { ...known, state: 'inaccessible' }
    default:
      return null
  }
}
