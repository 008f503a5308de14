import type { TeamOptions } from '../options.ts'
import { toNodeId, type World } from '../world.ts'
import { toOrganisation } from './people.ts'

const firstTeamId = 7_001
const founded = '2026-01-05T08:00:00Z'

export function toTeam(world: World, team: TeamOptions) {
  const { login } = world.options.organisation
  const id = firstTeamId + world.options.organisation.teams.indexOf(team)
  const url = `${world.urls.api}/organizations/${toOrganisation(world).id}/team/${id}`
  return {
    id,
    node_id: toNodeId('Team', id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    url,
    html_url: `${world.urls.web}/orgs/${login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    parent: null,
  }
}

export function toFullTeam(world: World, team: TeamOptions) {
  return {
    ...toTeam(world, team),
    members_count: team.members.length,
    repos_count: 0,
    created_at: founded,
    updated_at: founded,
    organization: toTeamOrganisation(world),
  }
}

function toTeamOrganisation(world: World) {
  const organisation = toOrganisation(world)
  return {
    ...organisation,
    name: world.options.organisation.name,
    type: 'Organization',
    html_url: `${world.urls.web}/${organisation.login}`,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: founded,
    updated_at: founded,
    archived_at: null,
  }
}
