import { z } from 'zod'
import { fail, mapResult, type Result } from './failure.ts'
import { webUrl } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { findRepositoryName, isRefName } from './names.ts'
import { callRepository, readRepositoryPart, requireValue } from './read.ts'

/** A pull request as whoever opened it follows it. */
export interface OpenedPullRequest {
  readonly number: number
  readonly url: string | null
  readonly state: 'open' | 'merged' | 'closed'
}

const pullAnswer = z
  .object({
    number: z.int(),
    html_url: webUrl,
    state: z.enum(['open', 'closed']),
    merged_at: z.string().nullish(),
  })
  .transform(
    ({ number, html_url, state, merged_at }): OpenedPullRequest => ({
      number,
      url: html_url,
      state: state === 'open' ? 'open' : merged_at ? 'merged' : 'closed',
    }),
  )

/** The newest pull request from a branch of the repository itself, whatever became of it; null when there is none. */
export async function findPullRequest(
  github: GitHub,
  repository: string,
  branch: string,
  signal?: AbortSignal,
): Promise<Result<OpenedPullRequest | null>> {
  const name = findRepositoryName(repository)
  if (!name || !isRefName(branch)) return fail(invalid)
  const answer = await readRepositoryPart(github, repository, {
    route: 'GET /pulls',
    parameters: { head: `${name.owner}:${branch}`, state: 'all', per_page: 10 },
    schema: z.array(pullAnswer),
    signal,
  })
  return mapResult(
    answer,
    (pulls) => [...pulls].sort((one, other) => other.number - one.number)[0] ?? null,
  )
}

export async function readPullRequest(
  github: GitHub,
  repository: string,
  number: number,
  signal?: AbortSignal,
): Promise<Result<OpenedPullRequest>> {
  return readRepositoryPart(github, repository, {
    route: 'GET /pulls/{number}',
    parameters: { number },
    schema: pullAnswer,
    signal,
  })
}

export interface PullRequestToOpen {
  readonly branch: string
  readonly base: string
  readonly title: string
  readonly body: string
}

/** Asks for a branch to be merged, with one request. GitHub refuses a second one for the same branches with 422. */
export async function openPullRequest(
  github: GitHub,
  repository: string,
  { branch, base, title, body }: PullRequestToOpen,
): Promise<Result<OpenedPullRequest>> {
  if (!isRefName(branch) || !isRefName(base)) return fail(invalid)
  return requireValue(
    await callRepository(github, 'change', repository, {
      route: 'POST /pulls',
      parameters: { head: branch, base, title, body },
      schema: pullAnswer,
      timeoutMs: 20_000,
    }),
  )
}

const invalid = {
  kind: 'invalid_name',
  message: 'A pull request names two branches of a repository.',
} as const
