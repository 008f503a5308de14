import { findSimpleUser } from '../people/people.ts'
import { getApiUrl } from '../repositories/repository-json.ts'
import type {
  DeploymentRecord,
  DeploymentStatusRecord,
  RepositoryRecord,
} from '../store/records.ts'
import { toNodeId, type World } from '../world.ts'

export function toDeploymentJson(
  world: World,
  repository: RepositoryRecord,
  deployment: DeploymentRecord,
) {
  const { id, environment } = deployment
  const api = getApiUrl(world, repository)
  return {
    url: `${api}/deployments/${id}`,
    id,
    node_id: toNodeId('Deployment', id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: environment,
    environment,
    description: deployment.description,
    creator: findSimpleUser(world, deployment.creator),
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${api}/deployments/${id}/statuses`,
    repository_url: api,
  }
}

export function toDeploymentStatusJson(
  world: World,
  repository: RepositoryRecord,
  deployment: DeploymentRecord,
  status: DeploymentStatusRecord,
) {
  const api = getApiUrl(world, repository)
  const url = `${api}/deployments/${deployment.id}`
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: toNodeId('DeploymentStatus', status.id),
    state: status.state,
    creator: findSimpleUser(world, status.creator),
    description: status.description,
    environment: deployment.environment,
    target_url: status.logUrl,
    log_url: status.logUrl,
    environment_url: status.environmentUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: url,
    repository_url: api,
  }
}
