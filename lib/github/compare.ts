import { z } from 'zod'
import { type Commit, commitSchema } from './commits.ts'
import { fail, type Result } from './failure.ts'
import { webUrl } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { isCommitSha } from './names.ts'
import { readRepositoryPart } from './read.ts'

export interface Comparison {
  readonly status: 'ahead' | 'behind' | 'identical' | 'diverged'
  readonly aheadBy: number
  readonly behindBy: number
  /** Reachable from head and not from base; newest first. */
  readonly commits: readonly Commit[]
  /** GitHub lists at most 250 commits: there are more than these. */
  readonly truncated: boolean
  readonly url: string | null
}

const comparisonSchema = z
  .object({
    status: z.enum(['ahead', 'behind', 'identical', 'diverged']),
    ahead_by: z.number().int(),
    behind_by: z.number().int(),
    total_commits: z.number().int(),
    commits: z.array(commitSchema),
    html_url: webUrl.nullish(),
  })
  .transform(
    (raw): Comparison => ({
      status: raw.status,
      aheadBy: raw.ahead_by,
      behindBy: raw.behind_by,
      commits: raw.commits.toReversed(),
      truncated: raw.total_commits > raw.commits.length || raw.commits.length >= 250,
      url: raw.html_url ?? null,
    }),
  )

/** What head has that base has not, by two full commits. */
export async function compareCommits(
  github: GitHub,
  repository: string,
  range: { readonly base: string; readonly head: string },
  signal?: AbortSignal,
): Promise<Result<Comparison>> {
  if (!isCommitSha(range.base) || !isCommitSha(range.head)) {
    return fail({ kind: 'invalid_name', message: 'Only full commits can be compared.' })
  }
  return readRepositoryPart(github, repository, {
    route: 'GET /compare/{basehead}',
    parameters: { basehead: `${range.base}...${range.head}` },
    schema: comparisonSchema,
    signal,
  })
}
