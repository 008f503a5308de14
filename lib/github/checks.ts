import { z } from 'zod'
import { ok, type Result } from './failure.ts'
import { inertText, webUrl } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { readRepositoryPart } from './read.ts'

/** Continuous integration of a commit: check runs and commit statuses together. */
export interface CommitChecks {
  readonly state: 'passing' | 'failing' | 'running' | 'none'
  /** Names of what failed. */
  readonly failing: readonly string[]
  readonly url: string | null
}

interface Check {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'open'
  readonly url: string | null
}

const passed = new Set(['success', 'neutral', 'skipped'])

const checkRuns = z.object({
  check_runs: z.array(
    z
      .object({
        name: inertText,
        status: z.string(),
        conclusion: z.string().nullable(),
        html_url: webUrl.nullish(),
      })
      .transform(
        (raw): Check => ({
          name: raw.name,
          outcome: toOutcome(raw.status === 'completed' ? (raw.conclusion ?? 'unknown') : null),
          url: raw.html_url ?? null,
        }),
      ),
  ),
})

const combinedStatus = z.object({
  statuses: z.array(
    z.object({ context: inertText, state: z.string(), target_url: webUrl.nullish() }).transform(
      (raw): Check => ({
        name: raw.context,
        outcome: toOutcome(raw.state === 'pending' ? null : raw.state),
        url: raw.target_url ?? null,
      }),
    ),
  ),
})

export async function readChecks(
  github: GitHub,
  repository: string,
  commitSha: string,
  signal?: AbortSignal,
): Promise<Result<CommitChecks>> {
  const parameters = { ref: commitSha, per_page: 100 }
  const [runs, statuses] = await Promise.all([
    readRepositoryPart(github, repository, {
      route: 'GET /commits/{ref}/check-runs',
      parameters,
      schema: checkRuns,
      signal,
    }),
    readRepositoryPart(github, repository, {
      route: 'GET /commits/{ref}/status',
      parameters,
      schema: combinedStatus,
      signal,
    }),
  ])
  if (!runs.ok) return runs
  if (!statuses.ok) return statuses
  return ok(summariseChecks([...runs.value.check_runs, ...statuses.value.statuses]))
}

/** One failure makes the commit failing; one that is still open makes it running. */
export function summariseChecks(checks: readonly Check[]): CommitChecks {
  const failing = checks.filter(({ outcome }) => outcome === 'failed')
  const open = checks.filter(({ outcome }) => outcome === 'open')
  const state =
    failing.length > 0
      ? 'failing'
      : open.length > 0
        ? 'running'
        : checks.length > 0
          ? 'passing'
          : 'none'
  const [shown] = [...failing, ...open, ...checks]
  return { state, failing: failing.map(({ name }) => name), url: shown?.url ?? null }
}

function toOutcome(conclusion: string | null): Check['outcome'] {
  if (conclusion === null) return 'open'
  return passed.has(conclusion) ? 'passed' : 'failed'
}
