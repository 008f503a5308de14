import { z } from 'zod'
import { fail, mapResult, ok, type Result } from './failure.ts'
import { sha } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { readRepositoryPart } from './read.ts'

export interface TreeFile {
  readonly path: string
  readonly blobSha: string
  readonly sizeBytes: number
}

export interface Tree {
  readonly files: readonly TreeFile[]
  /** GitHub leaves files out of trees beyond 100,000 entries or 7 MB: https://docs.github.com/rest/git/trees */
  readonly isTruncated: boolean
}

const treeAnswer = z.object({
  truncated: z.boolean().default(false),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha,
      size: z.number().optional(),
    }),
  ),
})

const symbolicLink = '120000'

/** Every file at a commit or branch, with one call. Symbolic links and submodules are no files. */
export async function readTree(
  github: GitHub,
  repository: string,
  commitSha: string,
  signal?: AbortSignal,
): Promise<Result<Tree>> {
  const answer = await readRepositoryPart(github, repository, {
    route: 'GET /git/trees/{tree}',
    parameters: { tree: commitSha, recursive: '1' },
    schema: treeAnswer,
    timeoutMs: 30_000,
    signal,
  })
  return mapResult(answer, ({ tree, truncated }) => ({
    isTruncated: truncated,
    files: tree
      .filter(({ type, mode }) => type === 'blob' && mode !== symbolicLink)
      .map(({ path, sha: blobSha, size = 0 }) => ({ path, blobSha, sizeBytes: size })),
  }))
}

const blobAnswer = z.object({ content: z.string(), encoding: z.literal('base64') })

/** The bytes of a file by its own id, exactly as they are stored. */
export async function readBlob(
  github: GitHub,
  repository: string,
  blobSha: string,
  signal?: AbortSignal,
): Promise<Result<Uint8Array>> {
  if (!sha.safeParse(blobSha).success) {
    return fail({ kind: 'invalid_name', message: 'A blob is read by its full id.' })
  }
  const answer = await readRepositoryPart(github, repository, {
    route: 'GET /git/blobs/{blob}',
    parameters: { blob: blobSha },
    schema: blobAnswer,
    signal,
  })
  return answer.ok ? ok(Buffer.from(answer.value.content, 'base64')) : answer
}
