import { findAccount, toAccountUser } from '../people/people.ts'
import { toTeam } from '../people/team-json.ts'
import { getApiUrl, getWebUrl } from '../repositories/repository-json.ts'
import type { EnvironmentRecord, RepositoryRecord } from '../store/records.ts'
import { toNodeId, type World } from '../world.ts'
import { findReviewers, type Reviewers } from './environments.ts'

export function toEnvironmentJson(
  world: World,
  repository: RepositoryRecord,
  environment: EnvironmentRecord,
) {
  const reviewers = findReviewers(world, repository, environment.name)
  const rule = {
    id: environment.id,
    node_id: toNodeId('Gate', environment.id),
    type: 'required_reviewers',
    prevent_self_review: false,
  }
  return {
    ...toFacts(world, repository, environment),
    created_at: environment.createdAt,
    updated_at: environment.createdAt,
    can_admins_bypass: true,
    protection_rules: reviewers ? [{ ...rule, reviewers: toReviewersJson(world, reviewers) }] : [],
    deployment_branch_policy: null,
  }
}

/** The short form inside reviews. */
export function toEnvironmentPointer(world: World, repository: RepositoryRecord, id: number) {
  const environment = world.store.environments.find(id)
  if (!environment) throw new Error(`There is no environment ${id}.`)
  const pointer = toFacts(world, repository, environment)
  return { ...pointer, created_at: environment.createdAt, updated_at: environment.createdAt }
}

export function toReviewersJson(world: World, { users, teams }: Reviewers) {
  const accounts = users.flatMap((login) => findAccount(world, login) ?? [])
  const groups = world.options.organisation.teams.filter(({ slug }) => teams.includes(slug))
  return [
    ...accounts.map((account) => ({ type: 'User', reviewer: toAccountUser(world, account) })),
    ...groups.map((team) => ({ type: 'Team', reviewer: toTeam(world, team) })),
  ]
}

function toFacts(world: World, repository: RepositoryRecord, { id, name }: EnvironmentRecord) {
  const encoded = encodeURIComponent(name)
  return {
    id,
    node_id: toNodeId('Environment', id),
    name,
    url: `${getApiUrl(world, repository)}/environments/${encoded}`,
    html_url: `${getWebUrl(world, repository)}/deployments/activity_log?environments_filter=${encoded}`,
  }
}
