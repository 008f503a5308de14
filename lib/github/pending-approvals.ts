import { z } from 'zod'
import { mapResult, type Result } from './failure.ts'
import { inertText } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { readRepositoryPart } from './read.ts'

/** An environment of a workflow that waits for somebody's approval. */
export interface PendingApproval {
  readonly environment: string
  /** Logins and team names that may approve. */
  readonly reviewers: readonly string[]
}

const pendingSchema = z.array(
  z.object({
    environment: z.object({ name: inertText }),
    reviewers: z
      .array(
        z.object({
          reviewer: z
            .object({ login: z.string().optional(), name: z.string().nullish() })
            .nullish(),
        }),
      )
      .nullish(),
  }),
)

export async function listPendingApprovals(
  github: GitHub,
  repository: string,
  options: { readonly runId: string; readonly signal?: AbortSignal },
): Promise<Result<readonly PendingApproval[]>> {
  const found = await readRepositoryPart(github, repository, {
    route: 'GET /actions/runs/{run_id}/pending_deployments',
    parameters: { run_id: options.runId },
    schema: pendingSchema,
    signal: options.signal,
  })
  return mapResult(found, (pending) =>
    pending.map(({ environment, reviewers }) => ({
      environment: environment.name,
      reviewers: (reviewers ?? []).flatMap(({ reviewer }) => {
        const name = reviewer?.login ?? reviewer?.name
        return name ? [name] : []
      }),
    })),
  )
}
