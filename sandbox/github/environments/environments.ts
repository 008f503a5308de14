import type { EnvironmentOptions } from '../options.ts'
import { findSettings } from '../repositories/registry.ts'
import type { EnvironmentRecord, RepositoryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'

/** Those of the settings and those a job or a deployment named once. */
export function listEnvironments(world: World, repository: RepositoryRecord): EnvironmentRecord[] {
  for (const { name } of findSettings(world, repository)?.environments ?? []) {
    ensureEnvironment(world, repository, name)
  }
  return world.store.environments.list(({ repositoryId }) => repositoryId === repository.id)
}

/** Names are compared without regard to case; an unknown one is created, as GitHub does. */
export function ensureEnvironment(
  world: World,
  repository: RepositoryRecord,
  name: string,
): EnvironmentRecord {
  const [known] = world.store.environments.list(
    (environment) =>
      environment.repositoryId === repository.id && isSameName(environment.name, name),
  )
  if (known) return known
  const createdAt = toTimestamp(world.now())
  return world.store.environments.insert({ repositoryId: repository.id, name, createdAt })
}

export function findEnvironmentSettings(
  world: World,
  repository: RepositoryRecord,
  name: string,
): EnvironmentOptions | null {
  const settings = findSettings(world, repository)?.environments ?? []
  return settings.find((environment) => isSameName(environment.name, name)) ?? null
}

export interface Reviewers {
  readonly users: readonly string[]
  readonly teams: readonly string[]
}

/** Null when nobody has to approve. */
export function findReviewers(
  world: World,
  repository: RepositoryRecord,
  name: string,
): Reviewers | null {
  const { users = [], teams = [] } =
    findEnvironmentSettings(world, repository, name)?.reviewers ?? {}
  return users.length + teams.length > 0 ? { users, teams } : null
}

export function canReview(world: World, reviewers: Reviewers, login: string): boolean {
  if (reviewers.users.includes(login)) return true
  const { teams } = world.options.organisation
  return teams.some(
    ({ slug, members }) => reviewers.teams.includes(slug) && members.includes(login),
  )
}

function isSameName(one: string, other: string) {
  return one.toLowerCase() === other.toLowerCase()
}
