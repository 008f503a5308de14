import { z } from 'zod'
import { fail, mapResult, ok, type Result } from './failure.ts'
import { sha } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { isCommitSha, isRefName } from './names.ts'
import { callRepository, requireValue } from './read.ts'

const timeoutMs = 20_000

/** Makes a branch at a commit, with one request. One that exists already is `rejected` with 422. */
export async function createBranch(
  github: GitHub,
  repository: string,
  { branch, commitSha }: { readonly branch: string; readonly commitSha: string },
): Promise<Result<null>> {
  if (!isRefName(branch) || !isCommitSha(commitSha)) {
    return fail({ kind: 'invalid_name', message: 'A branch is made by its name at a full commit.' })
  }
  const answer = await callRepository(github, 'change', repository, {
    route: 'POST /git/refs',
    parameters: { ref: `refs/heads/${branch}`, sha: commitSha },
    schema: z.object({ ref: z.string() }),
    timeoutMs,
  })
  return answer.ok ? ok(null) : answer
}

export interface FileWrite {
  readonly branch: string
  readonly path: string
  readonly text: string
  /** Of the file as it is; null for a new one. GitHub refuses with 409 when the file is another by now. */
  readonly blobSha: string | null
  readonly message: string
}

export interface WrittenFile {
  readonly blobSha: string
  readonly commitSha: string
}

const writeAnswer = z.object({
  content: z.object({ sha }),
  commit: z.object({ sha }),
})

/** Commits one file to a branch, with one request: https://docs.github.com/rest/repos/contents */
export async function writeFile(
  github: GitHub,
  repository: string,
  { branch, path, text, blobSha, message }: FileWrite,
): Promise<Result<WrittenFile>> {
  if (!isRefName(branch) || path.split('/').some((part) => /^\.{0,2}$/.test(part))) {
    const fault = 'A file is written by its path on a branch.'
    return fail({ kind: 'invalid_name', message: fault })
  }
  const answer = requireValue(
    await callRepository(github, 'change', repository, {
      route: 'PUT /contents/{path}',
      parameters: {
        path,
        branch,
        message,
        content: Buffer.from(text).toString('base64'),
        ...(blobSha === null ? {} : { sha: blobSha }),
      },
      schema: writeAnswer,
      timeoutMs,
    }),
  )
  return mapResult(answer, ({ content, commit }) => ({
    blobSha: content.sha,
    commitSha: commit.sha,
  }))
}
