import { z } from 'zod'
import { mapResult, type Result } from './failure.ts'
import { githubId, inertText, moment, webUrl } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { callRepository, type Listing, readPages, readRepositoryPart } from './read.ts'

/** A workflow run in GitHub's own words; they are interpreted elsewhere. */
export interface Run {
  readonly id: string
  readonly attempt: number
  readonly status: string | null
  readonly conclusion: string | null
  readonly headSha: string
  readonly headBranch: string | null
  readonly title: string
  readonly event: string
  /** Path of the workflow file, e.g. `.github/workflows/deploy.yml`. */
  readonly workflowPath: string | null
  readonly actor: string | null
  readonly url: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly startedAt: Date | null
}

const runSchema = z
  .object({
    id: githubId,
    run_attempt: z.number().int().nullish(),
    status: z.string().nullish(),
    conclusion: z.string().nullish(),
    head_sha: z.string(),
    head_branch: z.string().nullish(),
    display_title: inertText.nullish(),
    name: inertText.nullish(),
    event: z.string().default(''),
    path: z.string().nullish(),
    triggering_actor: z.object({ login: z.string() }).nullish(),
    actor: z.object({ login: z.string() }).nullish(),
    html_url: webUrl.nullish(),
    created_at: moment,
    updated_at: moment,
    run_started_at: moment.nullish(),
  })
  .transform(
    (raw): Run => ({
      id: raw.id,
      attempt: raw.run_attempt ?? 1,
      status: raw.status ?? null,
      conclusion: raw.conclusion ?? null,
      headSha: raw.head_sha,
      headBranch: raw.head_branch ?? null,
      title: raw.display_title ?? raw.name ?? '',
      event: raw.event,
      workflowPath: raw.path?.split('@')[0] ?? null,
      actor: raw.triggering_actor?.login ?? raw.actor?.login ?? null,
      url: raw.html_url ?? null,
      createdAt: raw.created_at,
      updatedAt: raw.updated_at,
      startedAt: raw.run_started_at ?? null,
    }),
  )

export function readRun(
  github: GitHub,
  repository: string,
  options: { readonly runId: string; readonly signal?: AbortSignal },
): Promise<Result<Run>> {
  return readRepositoryPart(github, repository, {
    route: 'GET /actions/runs/{run_id}',
    parameters: { run_id: options.runId },
    schema: runSchema,
    signal: options.signal,
  })
}

const runPage = z.object({ total_count: z.number().int(), workflow_runs: z.array(runSchema) })
const pageSize = 100
// Filtered lists end at 1,000 results: https://docs.github.com/rest/actions/workflow-runs
const maxPages = 10

/** Runs of a workflow created since a moment, newest first. */
export function listRuns(
  github: GitHub,
  repository: string,
  options: {
    readonly workflow: string
    /** Default: the newest, however old. */
    readonly since?: Date
    /** Default: every event. */
    readonly event?: string
    readonly pages?: number
    readonly signal?: AbortSignal
  },
): Promise<Result<Listing<Run>>> {
  return readPages(options.pages ?? maxPages, pageSize, async (page) =>
    mapResult(
      await readRepositoryPart(github, repository, {
        route: 'GET /actions/workflows/{workflow_id}/runs',
        parameters: {
          workflow_id: options.workflow,
          per_page: pageSize,
          page,
          ...(options.since ? { created: `>=${options.since.toISOString().slice(0, 19)}Z` } : {}),
          ...(options.event ? { event: options.event } : {}),
        },
        schema: runPage,
        signal: options.signal,
      }),
      (answer) => answer.workflow_runs,
    ),
  )
}

/** Asks GitHub to end a run; `force` skips conditions that keep it alive. */
export async function cancelRun(
  github: GitHub,
  repository: string,
  options: { readonly runId: string; readonly force: boolean; readonly signal?: AbortSignal },
): Promise<Result<null>> {
  const answer = await callRepository(github, 'change', repository, {
    route: `POST /actions/runs/{run_id}/${options.force ? 'force-cancel' : 'cancel'}`,
    parameters: { run_id: options.runId },
    schema: z.unknown(),
    signal: options.signal,
  })
  return mapResult(answer, () => null)
}
