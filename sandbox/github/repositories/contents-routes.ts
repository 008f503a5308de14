import { type Answer, ok } from '../http/answer.ts'
import { type Call, getParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import type { World } from '../world.ts'
import { toEntryJson } from './entry-json.ts'
import { findCommitSha } from './references.ts'
import { getDefaultBranch, getGitDir, getRepository } from './registry.ts'
import { findTreeEntry, listDirectory, readBlob } from './tree.ts'
import type { ReferenceWatch } from './watch-references.ts'
import { putContents } from './write-contents.ts'

/** Files and directories at a commit, and writing one. */
export function contentsRoutes(world: World, watch: ReferenceWatch): Route[] {
  return [
    repositoryRoute('PUT', '/contents/*path', (call) => putContents(world, watch, call)),
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

function trimSlashes(path: string) {
  return path.replaceAll(/^\/+|\/+$/g, '')
}
