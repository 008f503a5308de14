import { toOrganisationUser } from '../people/people.ts'
import type { RepositoryRecord } from '../store/records.ts'
import { toNodeId, type World } from '../world.ts'
import { findSettings, getDefaultBranch, getFullName } from './registry.ts'

/** Addresses below the repository's own, in GitHub's templates. */
const addresses = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const

export function getApiUrl(world: World, repository: RepositoryRecord): string {
  return `${world.urls.api}/repos/${getFullName(repository)}`
}

export function getWebUrl(world: World, repository: RepositoryRecord): string {
  return `${world.urls.web}/${getFullName(repository)}`
}

export function toMinimalRepository(world: World, repository: RepositoryRecord) {
  const url = getApiUrl(world, repository)
  const below = Object.entries(addresses).map(([name, path]) => [name, `${url}${path}`])
  return {
    id: repository.id,
    node_id: toNodeId('Repository', repository.id),
    name: repository.name,
    full_name: getFullName(repository),
    private: true,
    owner: { ...toOrganisationUser(world), login: repository.owner },
    html_url: getWebUrl(world, repository),
    description: findSettings(world, repository)?.description ?? null,
    fork: false,
    url,
    ...(Object.fromEntries(below) as Record<keyof typeof addresses, string>),
  }
}

export function toRepository(world: World, repository: RepositoryRecord) {
  const webUrl = getWebUrl(world, repository)
  return {
    ...toMinimalRepository(world, repository),
    git_url: `${webUrl.replace(/^https?/, 'git')}.git`,
    ssh_url: `git@${new URL(world.urls.web).hostname}:${getFullName(repository)}.git`,
    clone_url: `${webUrl}.git`,
    svn_url: webUrl,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: getDefaultBranch(world, repository),
    visibility: 'private',
    archived: repository.archived,
    disabled: false,
    ...features,
    permissions: { admin: false, maintain: false, push: true, triage: true, pull: true },
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.updatedAt,
  }
}

export function toFullRepository(world: World, repository: RepositoryRecord) {
  return {
    ...toRepository(world, repository),
    organization: toOrganisationUser(world),
    network_count: 0,
    subscribers_count: 0,
  }
}

const features = {
  size: 0,
  stargazers_count: 0,
  watchers_count: 0,
  watchers: 0,
  forks_count: 0,
  forks: 0,
  open_issues_count: 0,
  open_issues: 0,
  is_template: false,
  topics: [],
  has_issues: true,
  has_projects: false,
  has_wiki: false,
  has_pages: false,
  has_downloads: false,
  has_discussions: false,
} as const
