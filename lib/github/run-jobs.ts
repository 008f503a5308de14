import { z } from 'zod'
import { mapResult, type Result } from './failure.ts'
import { githubId, inertText, moment } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { readPages, readRepositoryPart } from './read.ts'

export interface RunStep {
  readonly number: number
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly startedAt: Date | null
  readonly completedAt: Date | null
}

export interface RunJob extends Omit<RunStep, 'number'> {
  readonly id: string
  readonly attempt: number
  readonly steps: readonly RunStep[]
}

const progress = {
  name: inertText,
  status: z.string(),
  conclusion: z.string().nullish(),
  started_at: moment.nullish().catch(null),
  completed_at: moment.nullish().catch(null),
}

const stepSchema = z.object({ ...progress, number: z.number().int() })

const jobSchema = z.object({
  ...progress,
  id: githubId,
  run_attempt: z.number().int().nullish(),
  steps: z.array(stepSchema).nullish(),
})

const jobPage = z.object({ jobs: z.array(jobSchema) })
const pageSize = 100

/** Jobs with their steps, of one attempt of a run. */
export async function listRunJobs(
  github: GitHub,
  repository: string,
  options: { readonly runId: string; readonly attempt: number; readonly signal?: AbortSignal },
): Promise<Result<readonly RunJob[]>> {
  const pages = await readPages(5, pageSize, async (page) =>
    mapResult(
      await readRepositoryPart(github, repository, {
        route: 'GET /actions/runs/{run_id}/attempts/{attempt_number}/jobs',
        parameters: {
          run_id: options.runId,
          attempt_number: options.attempt,
          per_page: pageSize,
          page,
        },
        schema: jobPage,
        signal: options.signal,
      }),
      ({ jobs }) => jobs.map(toRunJob),
    ),
  )
  return mapResult(pages, ({ items }) => items)
}

function toRunJob(raw: z.output<typeof jobSchema>): RunJob {
  return {
    id: raw.id,
    attempt: raw.run_attempt ?? 1,
    ...toProgress(raw),
    steps: (raw.steps ?? []).map((step) => ({ number: step.number, ...toProgress(step) })),
  }
}

function toProgress(raw: Omit<z.output<typeof stepSchema>, 'number'>): Omit<RunStep, 'number'> {
  return {
    name: raw.name.slice(0, 300),
    status: raw.status,
    conclusion: raw.conclusion ?? null,
    startedAt: raw.started_at ?? null,
    completedAt: raw.completed_at ?? null,
  }
}
