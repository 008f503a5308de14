import type { RepositoryRecord } from '../store/records.ts'
import { toNodeId, type World } from '../world.ts'
import type { Reference } from './references.ts'
import { getApiUrl } from './repository-json.ts'

export function toReferenceJson(world: World, repository: RepositoryRecord, reference: Reference) {
  const api = getApiUrl(world, repository)
  const { name, objectSha, objectType } = reference
  const kind = objectType === 'tag' ? 'tags' : 'commits'
  return {
    ref: name,
    node_id: toNodeId('Ref', `${repository.id}:${name}`),
    url: `${api}/git/${name}`,
    object: { type: objectType, sha: objectSha, url: `${api}/git/${kind}/${objectSha}` },
  }
}
