import { getApiUrl, getWebUrl } from '../repositories/repository-json.ts'
import type { RepositoryRecord } from '../store/records.ts'
import { toNodeId, type World } from '../world.ts'
import type { Workflow } from './workflows.ts'

export function toWorkflowJson(
  world: World,
  repository: RepositoryRecord,
  { record, name }: Workflow,
) {
  const web = getWebUrl(world, repository)
  const file = record.path.split('/').at(-1)
  return {
    id: record.id,
    node_id: toNodeId('Workflow', record.id),
    name,
    path: record.path,
    state: 'active',
    created_at: record.createdAt,
    updated_at: record.createdAt,
    url: `${getApiUrl(world, repository)}/actions/workflows/${record.id}`,
    html_url: `${web}/blob/main/${record.path}`,
    badge_url: `${web}/workflows/${file}/badge.svg`,
  }
}
