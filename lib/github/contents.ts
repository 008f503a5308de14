import { z } from 'zod'
import { fail, ok, type Result } from './failure.ts'
import { sha } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { readRepositoryPart } from './read.ts'

export interface RepositoryFile {
  readonly path: string
  /** Of this content, not of a commit. */
  readonly blobSha: string
  readonly text: string
}

const entry = z.object({ type: z.string(), name: z.string(), path: z.string(), sha })

const fileOrFolder = z.union([
  z.array(entry),
  entry.extend({ size: z.number().optional(), encoding: z.string(), content: z.string() }),
])

/** A text file at a ref; without a ref at the head of the default branch. */
export async function readFile(
  github: GitHub,
  repository: string,
  path: string,
  options: { readonly ref?: string; readonly signal?: AbortSignal } = {},
): Promise<Result<RepositoryFile>> {
  const found = await readContents(github, repository, path, options)
  if (!found.ok) return found
  if (Array.isArray(found.value)) {
    return fail({ kind: 'not_found', message: `${path} is a folder.` })
  }
  const { content, encoding, path: realPath, sha: blobSha } = found.value
  // Above 1 MB GitHub leaves the content out and says encoding "none".
  if (encoding !== 'base64') {
    const message = `${path} is larger than 1 MB, which GitHub does not hand out here.`
    return fail({ kind: 'rejected', status: 200, message, neededPermissions: null })
  }
  return ok({ path: realPath, blobSha, text: Buffer.from(content, 'base64').toString('utf8') })
}

function readContents(
  github: GitHub,
  repository: string,
  path: string,
  { ref, signal }: { readonly ref?: string; readonly signal?: AbortSignal },
) {
  if (path.split('/').some((part) => part === '.' || part === '..')) {
    const message = 'A path inside a repository has no "." or "..".'
    return Promise.resolve(fail({ kind: 'invalid_name', message }))
  }
  return readRepositoryPart(github, repository, {
    route: path === '' ? 'GET /contents' : 'GET /contents/{path}',
    parameters: { path, ...(ref ? { ref } : {}) },
    schema: fileOrFolder,
    signal,
  })
}
