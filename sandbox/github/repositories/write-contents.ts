import { z } from 'zod'
import { type Answer, json } from '../http/answer.ts'
import { type Call, getBody, getParam } from '../http/call.ts'
import { GitHubFailure, notFound, unprocessable } from '../http/failure.ts'
import { getCallerLogin } from '../people/people.ts'
import type { World } from '../world.ts'
import { toCommitJson } from './commit-json.ts'
import { getGitCommit } from './commit-log.ts'
import { createCommit } from './create-commit.ts'
import { toEntryJson } from './entry-json.ts'
import { findReference } from './references.ts'
import { getDefaultBranch, getGitDir, getRepository } from './registry.ts'
import { findTreeEntry } from './tree.ts'
import type { ReferenceWatch } from './watch-references.ts'

const bodySchema = z.object({
  message: z.string().min(1),
  content: z.base64(),
  sha: z.string().optional(),
  branch: z.string().optional(),
  author: z.object({ name: z.string(), email: z.string() }).optional(),
})

/** Commits one file; the blob that is replaced has to be named, and has to be the one that is there. */
export async function putContents(
  world: World,
  watch: ReferenceWatch,
  call: Call,
): Promise<Answer> {
  const repository = getRepository(world, call)
  const gitDir = getGitDir(world, repository)
  const path = getParam(call, 'path')
  const { message, content, sha, branch, author } = getBody(call, bodySchema)
  const name = branch ?? getDefaultBranch(world, repository)
  const tip = await findReference(gitDir, `refs/heads/${name}`)
  if (!tip) throw notFound(`Branch ${name} not found`)
  const current = await findTreeEntry(gitDir, tip.commitSha, path)
  if (current && sha === undefined) {
    throw unprocessable(`Invalid request.\n\n"sha" wasn't supplied.`)
  }
  if (sha !== undefined && current?.sha !== sha) {
    throw new GitHubFailure(409, `${path} does not match ${sha}`)
  }
  const login = getCallerLogin(world, call.caller)
  const commitSha = await createCommit(gitDir, {
    branch: name,
    message,
    files: { [path]: Buffer.from(content, 'base64') },
    author: author ?? { name: login, email: `${login}@users.noreply.sandbox.invalid` },
    at: world.now(),
  })
  await watch.check(repository)
  const entry = await findTreeEntry(gitDir, commitSha, path)
  if (!entry) throw notFound()
  const commit = toCommitJson(world, repository, await getGitCommit(gitDir, commitSha))
  return json(current ? 200 : 201, {
    content: toEntryJson(world, repository, name, entry),
    commit: {
      ...commit.commit,
      sha: commit.sha,
      node_id: commit.node_id,
      html_url: commit.html_url,
      parents: commit.parents,
    },
  })
}
