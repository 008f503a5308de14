import { z } from 'zod'
import { json, ok } from '../http/answer.ts'
import { type Call, getBody, getParam } from '../http/call.ts'
import { notFound, unprocessable } from '../http/failure.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import { toNodeId, type World } from '../world.ts'
import { git, gitText } from './git.ts'
import { toReferenceJson } from './reference-json.ts'
import { findCommitSha, findReference } from './references.ts'
import { getGitDir, getRepository } from './registry.ts'
import { getApiUrl } from './repository-json.ts'
import { listTreeDeep } from './tree.ts'
import type { ReferenceWatch } from './watch-references.ts'

const referenceSchema = z.object({
  ref: z.string().regex(/^refs\/heads\/[^\s~^:?*[\\]+$/),
  sha: z.string().regex(/^[0-9a-f]{40}$/),
})

/** Git's own objects: trees, blobs, and new references. */
export function gitDataRoutes(world: World, watch: ReferenceWatch): Route[] {
  return [
    repositoryRoute('GET', '/git/trees/:tree', (call) => getTree(world, call)),
    repositoryRoute('GET', '/git/blobs/:blob', (call) => getBlob(world, call)),
    repositoryRoute('POST', '/git/refs', async (call) => {
      const repository = getRepository(world, call)
      const gitDir = getGitDir(world, repository)
      const { ref, sha } = getBody(call, referenceSchema)
      if (!(await findCommitSha(gitDir, sha))) throw unprocessable('Object does not exist')
      if (await findReference(gitDir, ref)) throw unprocessable('Reference already exists')
      await gitText(gitDir, ['update-ref', ref, sha, '0'.repeat(40)])
      await watch.check(repository)
      const reference = { name: ref, objectSha: sha, objectType: 'commit', commitSha: sha }
      return json(201, toReferenceJson(world, repository, reference))
    }),
  ]
}

async function getTree(world: World, call: Call) {
  const repository = getRepository(world, call)
  const gitDir = getGitDir(world, repository)
  const name = getParam(call, 'tree')
  const commit = await findCommitSha(gitDir, name)
  if (!commit) throw notFound()
  const all = await listTreeDeep(gitDir, commit)
  const isDeep = call.query.has('recursive')
  const api = getApiUrl(world, repository)
  return ok({
    sha: (await gitText(gitDir, ['rev-parse', `${commit}^{tree}`])).trim(),
    url: `${api}/git/trees/${name}`,
    tree: all
      .filter(({ path }) => isDeep || !path.includes('/'))
      .map(({ mode, type, sha, sizeBytes, path }) => ({
        ...{ path, mode, type, sha },
        ...(type === 'blob' ? { size: sizeBytes } : {}),
        url: `${api}/git/${type === 'blob' ? 'blobs' : 'trees'}/${sha}`,
      })),
    truncated: false,
  })
}

async function getBlob(world: World, call: Call) {
  const repository = getRepository(world, call)
  const gitDir = getGitDir(world, repository)
  const sha = getParam(call, 'blob')
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw unprocessable('The sha parameter must be exactly 40 characters')
  const content = await git(gitDir, ['cat-file', 'blob', sha]).catch(() => null)
  if (!content) throw notFound()
  return ok({
    sha,
    node_id: toNodeId('Blob', sha),
    size: content.byteLength,
    url: `${getApiUrl(world, repository)}/git/blobs/${sha}`,
    content: content.toString('base64').replaceAll(/(.{60})/g, '$1\n'),
    encoding: 'base64',
  })
}
