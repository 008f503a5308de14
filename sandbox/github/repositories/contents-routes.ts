import { type Answer, ok } from '../http/answer.ts'
import { type Call, getParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import type { RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { findCommitSha } from './references.ts'
import { getDefaultBranch, getGitDir, getRepository } from './registry.ts'
import { getApiUrl, getWebUrl } from './repository-json.ts'
import { findTreeEntry, listDirectory, readBlob, type TreeEntry } from './tree.ts'

/** Files and directories at a commit. */
export function contentsRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET', '/contents', (call) => getContents(world, call, '')),
    repositoryRoute('GET', '/contents/*path', (call) =>
      getContents(world, call, trimSlashes(getParam(call, 'path'))),
    ),
  ]
}

async function getContents(world: World, call: Call, path: string): Promise<Answer> {
  const repository = getRepository(world, call)
  if (path.split('/').includes('..')) throw notFound()
  const gitDir = getGitDir(world, repository)
  const ref = call.query.get('ref') ?? getDefaultBranch(world, repository)
  const sha = await findCommitSha(gitDir, ref)
  if (!sha) throw notFound(`No commit found for the ref ${ref}`)
  const entry = await findTreeEntry(gitDir, sha, path)
  if (!entry) throw notFound()
  if (entry.type === 'tree') {
    const entries = await listDirectory(gitDir, sha, path)
    return ok(entries.map((child) => toEntryJson(world, repository, ref, child)))
  }
  const content = await readBlob(gitDir, entry.sha)
  if (/application\/vnd\.github(\.v3)?\.raw/.test(String(call.headers.accept))) {
    return {
      status: 200,
      headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' },
      body: content,
    }
  }
  return ok({
    ...toEntryJson(world, repository, ref, entry),
    // GitHub breaks base64 into lines of sixty characters.
    content: content.toString('base64').replaceAll(/(.{60})/g, '$1\n'),
    encoding: 'base64',
  })
}

function toEntryJson(world: World, repository: RepositoryRecord, ref: string, entry: TreeEntry) {
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

function trimSlashes(path: string) {
  return path.replaceAll(/^\/+|\/+$/g, '')
}
