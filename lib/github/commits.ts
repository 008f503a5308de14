import { z } from 'zod'
import { fail, mapResult, type Result } from './failure.ts'
import { inertText, moment, sha, webUrl } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { isCommitSha } from './names.ts'
import { readRepositoryPart } from './read.ts'

export interface Commit {
  readonly sha: string
  /** First line of the message. */
  readonly subject: string
  readonly author: string
  readonly committedAt: Date | null
  readonly url: string | null
}

export const commitSchema = z
  .object({
    sha,
    html_url: webUrl.nullish(),
    commit: z.object({
      message: inertText,
      author: z.object({ name: inertText.optional() }).nullish(),
      committer: z.object({ date: moment.optional() }).nullish(),
    }),
    author: z.object({ login: z.string().optional() }).nullish(),
  })
  .transform(
    (raw): Commit => ({
      sha: raw.sha,
      subject: (raw.commit.message.split('\n')[0] ?? '').slice(0, 300),
      author: raw.author?.login ?? raw.commit.author?.name ?? '',
      committedAt: raw.commit.committer?.date ?? null,
      url: raw.html_url ?? null,
    }),
  )

export async function readCommit(
  github: GitHub,
  repository: string,
  commitSha: string,
  signal?: AbortSignal,
): Promise<Result<Commit>> {
  if (!isCommitSha(commitSha)) {
    return fail({ kind: 'invalid_name', message: 'This is not a full commit of 40 hex digits.' })
  }
  const found = await readRepositoryPart(github, repository, {
    route: 'GET /commits/{ref}',
    parameters: { ref: commitSha },
    schema: commitSchema,
    signal,
  })
  // GitHub answers 422 for a commit it does not know.
  if (!found.ok && found.failure.kind === 'rejected' && found.failure.status === 422) {
    return fail({ kind: 'not_found', message: found.failure.message })
  }
  return found
}

/** The newest commits of a branch, newest first. */
export function listCommits(
  github: GitHub,
  repository: string,
  options: {
    readonly branch: string
    readonly limit: number
    /** Only those that touched this file. */
    readonly path?: string
    readonly signal?: AbortSignal
  },
): Promise<Result<readonly Commit[]>> {
  return readRepositoryPart(github, repository, {
    route: 'GET /commits',
    parameters: {
      sha: options.branch,
      per_page: options.limit,
      ...(options.path ? { path: options.path } : {}),
    },
    schema: z.array(commitSchema),
    signal: options.signal,
  })
}

const pullRequestSchema = z.object({
  number: z.number().int(),
  title: inertText,
  html_url: webUrl.nullish(),
  user: z.object({ login: z.string() }).nullish(),
})

export interface PullRequest {
  readonly number: number
  readonly title: string
  readonly author: string | null
  readonly url: string | null
}

/** Pull requests a commit came in with. */
export async function listPullRequestsOfCommit(
  github: GitHub,
  repository: string,
  commitSha: string,
  signal?: AbortSignal,
): Promise<Result<readonly PullRequest[]>> {
  const found = await readRepositoryPart(github, repository, {
    route: 'GET /commits/{ref}/pulls',
    parameters: { ref: commitSha, per_page: 20 },
    schema: z.array(pullRequestSchema),
    signal,
  })
  return mapResult(found, (pulls) =>
    pulls.map(({ number, title, html_url, user }) => ({
      number,
      title: title.slice(0, 300),
      author: user?.login ?? null,
      url: html_url ?? null,
    })),
  )
}
