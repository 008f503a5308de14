import { z } from 'zod'
import { fail, mapResult, ok, type Result } from './failure.ts'
import { sha } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { isRefName } from './names.ts'
import { readRepositoryPart } from './read.ts'

export interface GitRef {
  readonly kind: 'tag' | 'branch'
  readonly name: string
  readonly commitSha: string
}

const refPage = z.array(z.object({ name: z.string(), commit: z.object({ sha }) }))

/** The newest tags GitHub lists first. */
export const listTags = (github: GitHub, repository: string, limit = 30, signal?: AbortSignal) =>
  listRefs(github, repository, { kind: 'tag', limit, signal })

export const listBranches = (
  github: GitHub,
  repository: string,
  limit = 30,
  signal?: AbortSignal,
) => listRefs(github, repository, { kind: 'branch', limit, signal })

interface RefListing {
  readonly kind: GitRef['kind']
  readonly limit: number
  readonly signal?: AbortSignal
}

async function listRefs(
  github: GitHub,
  repository: string,
  { kind, limit, signal }: RefListing,
): Promise<Result<readonly GitRef[]>> {
  const page = await readRepositoryPart(github, repository, {
    route: kind === 'tag' ? 'GET /tags' : 'GET /branches',
    parameters: { per_page: limit },
    schema: refPage,
    signal,
  })
  return mapResult(page, (refs) =>
    refs.map(({ name, commit }) => ({ kind, name, commitSha: commit.sha })),
  )
}

const gitRef = z.object({ ref: z.string(), object: z.object({ type: z.string(), sha }) })

export interface RefReading {
  /** Which of a tag and a branch of the same name is meant; the other is looked for when there is none. Default `tag`. */
  readonly first?: GitRef['kind']
  readonly signal?: AbortSignal
}

/** A tag or a branch of that name; an annotated tag leads to its commit. */
export async function readRef(
  github: GitHub,
  repository: string,
  name: string,
  { first = 'tag', signal }: RefReading = {},
): Promise<Result<GitRef>> {
  if (!isRefName(name)) {
    return fail({ kind: 'invalid_name', message: 'This cannot be the name of a branch or tag.' })
  }
  const found = await readOneRef(github, repository, { kind: first, name, signal })
  if (found.ok || found.failure.kind !== 'not_found') return found
  const other = first === 'tag' ? 'branch' : 'tag'
  return readOneRef(github, repository, { kind: other, name, signal })
}

async function readOneRef(
  github: GitHub,
  repository: string,
  options: { readonly kind: GitRef['kind']; readonly name: string; readonly signal?: AbortSignal },
): Promise<Result<GitRef>> {
  const { kind, name, signal } = options
  const found = await readRepositoryPart(github, repository, {
    route: 'GET /git/ref/{ref}',
    parameters: { ref: `${kind === 'tag' ? 'tags' : 'heads'}/${name}` },
    schema: gitRef,
    signal,
  })
  if (!found.ok) return found
  const { type, sha: objectSha } = found.value.object
  if (type !== 'tag') return ok({ kind, name, commitSha: objectSha })
  const tag = await readRepositoryPart(github, repository, {
    route: 'GET /git/tags/{tag_sha}',
    parameters: { tag_sha: objectSha },
    schema: z.object({ object: z.object({ sha }) }),
    signal,
  })
  return mapResult(tag, ({ object }) => ({ kind, name, commitSha: object.sha }))
}
