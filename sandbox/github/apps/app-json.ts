import { toOrganisationUser } from '../people/people.ts'
import type { InstallationRecord } from '../store/records.ts'
import { toNodeId, type World } from '../world.ts'

const createdAt = '2026-01-05T08:00:00Z'

export const permissions = {
  actions: 'write',
  checks: 'read',
  contents: 'write',
  deployments: 'write',
  environments: 'read',
  members: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'read',
} as const

const events = ['push', 'repository', 'workflow_job', 'workflow_run'] as const

export function toAppJson(world: World) {
  const { id, slug, name } = world.options.app
  return {
    id,
    slug,
    node_id: toNodeId('App', id),
    owner: toOrganisationUser(world),
    name,
    description: null,
    external_url: world.urls.web,
    html_url: `${world.urls.web}/apps/${slug}`,
    created_at: createdAt,
    updated_at: createdAt,
    permissions,
    events,
    installations_count: 1,
  }
}

export function toInstallationJson(world: World, installation: InstallationRecord) {
  const { app } = world.options
  const account = toOrganisationUser(world)
  const url = `${world.urls.api}/app/installations/${installation.id}`
  return {
    id: installation.id,
    account,
    repository_selection: 'all',
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${world.urls.api}/installation/repositories`,
    html_url: `${world.urls.web}/organizations/${account.login}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: 'Organization',
    permissions,
    events,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    created_at: installation.createdAt,
    updated_at: installation.suspendedAt ?? installation.createdAt,
    suspended_by: installation.suspendedAt ? account : null,
    suspended_at: installation.suspendedAt,
  }
}
