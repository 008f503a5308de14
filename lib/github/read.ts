import type { z } from 'zod'
import { fail, ok, type Result } from './failure.ts'
import type { GitHub } from './get-github.ts'
import { findRepositoryName } from './names.ts'
import type { GitHubAnswer, GitHubRequest } from './request.ts'

type Send = 'read' | 'change'

/** A call below one repository; `route` continues `/repos/{owner}/{repo}`. */
export async function callRepository<S extends z.ZodType>(
  github: GitHub,
  send: Send,
  repository: string,
  request: GitHubRequest<S>,
): Promise<Result<GitHubAnswer<z.output<S>>>> {
  const name = findRepositoryName(repository)
  if (!name) {
    return fail({ kind: 'invalid_name', message: 'Not a repository name. Write owner/name.' })
  }
  const [method, path = ''] = request.route.split(' ')
  return github[send](name.owner, {
    ...request,
    route: `${method} /repos/{owner}/{repo}${path}`,
    parameters: { ...request.parameters, ...name },
  })
}

/** The same for a read whose answer must have a body. */
export async function readRepositoryPart<S extends z.ZodType>(
  github: GitHub,
  repository: string,
  request: GitHubRequest<S>,
): Promise<Result<z.output<S>>> {
  return requireValue(await callRepository(github, 'read', repository, request))
}

export function requireValue<T>(result: Result<GitHubAnswer<T>>): Result<T> {
  if (!result.ok) return result
  if (result.value.value !== null) return ok(result.value.value)
  const { status } = result.value
  const message = `GitHub answered ${status} without the content asked for.`
  return fail({ kind: 'unknown_outcome', cause: 'answer_malformed', status, message })
}

export interface Listing<T> {
  readonly items: readonly T[]
  /** There are more than were read. */
  readonly truncated: boolean
}

/** Reads page after page, at most `maxPages`; `read` says what one page holds. */
export async function readPages<T>(
  maxPages: number,
  pageSize: number,
  read: (page: number) => Promise<Result<readonly T[]>>,
): Promise<Result<Listing<T>>> {
  const items: T[] = []
  for (let page = 1; page <= maxPages; page += 1) {
    const result = await read(page)
    if (!result.ok) return result
    items.push(...result.value)
    if (result.value.length < pageSize) return ok({ items, truncated: false })
  }
  return ok({ items, truncated: true })
}
