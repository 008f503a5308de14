import type { RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { getApiUrl, getWebUrl } from './repository-json.ts'
import type { TreeEntry } from './tree.ts'

export function toEntryJson(
  world: World,
  repository: RepositoryRecord,
  ref: string,
  entry: TreeEntry,
) {
  const path = entry.path.split('/').map(encodeURIComponent).join('/')
  const url = `${getApiUrl(world, repository)}/contents/${path}?ref=${encodeURIComponent(ref)}`
  const isFile = entry.type === 'blob'
  const web = getWebUrl(world, repository)
  const html = `${web}/${isFile ? 'blob' : 'tree'}/${encodeURIComponent(ref)}/${path}`
  const git = `${getApiUrl(world, repository)}/git/${isFile ? 'blobs' : 'trees'}/${entry.sha}`
  return {
    name: entry.path.split('/').at(-1) ?? '',
    path: entry.path,
    sha: entry.sha,
    size: entry.sizeBytes,
    url,
    html_url: html,
    git_url: git,
    download_url: isFile ? `${web}/raw/${encodeURIComponent(ref)}/${path}` : null,
    type: isFile ? 'file' : 'dir',
    _links: { self: url, git, html },
  }
}
