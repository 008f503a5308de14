import type { CheckResult } from '../options.ts'
import { findCommitSha } from '../repositories/references.ts'
import { findSettings, getGitDir } from '../repositories/registry.ts'
import type { RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'

export interface NumberedCheck {
  readonly id: number
  readonly result: CheckResult
}

/** Recorded results first, then those the settings name for this commit, then the repository's default. */
export async function listChecks(
  world: World,
  repository: RepositoryRecord,
  sha: string,
): Promise<NumberedCheck[]> {
  const recorded = world.store.checks.list(
    (check) => check.repositoryId === repository.id && check.sha === sha,
  )
  if (recorded.length > 0) return recorded
  const settings = findSettings(world, repository)
  const results = (await findNamedResults(world, repository, sha)) ?? settings?.defaultChecks ?? []
  return results.map((result, index) => ({ id: toStableId(sha, index), result }))
}

/** Replaces what the commit has. */
export function setChecks(
  world: World,
  repository: RepositoryRecord,
  sha: string,
  results: readonly CheckResult[],
) {
  const earlier = world.store.checks.list(
    (check) => check.repositoryId === repository.id && check.sha === sha,
  )
  for (const { id } of earlier) world.store.checks.remove(id)
  for (const result of results)
    world.store.checks.insert({ repositoryId: repository.id, sha, result })
}

async function findNamedResults(world: World, repository: RepositoryRecord, sha: string) {
  const named = Object.entries(findSettings(world, repository)?.checks ?? {})
  for (const [ref, results] of named) {
    if ((await findCommitSha(getGitDir(world, repository), ref)) === sha) return results
  }
  return null
}

function toStableId(sha: string, index: number) {
  return Number.parseInt(sha.slice(0, 11), 16) + index
}
