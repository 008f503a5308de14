import { toAccepted } from '#lib/next/accepted.ts'
import { defineRoute } from '#lib/next/define-route.ts'
import { listRuns, runListSchema, startedRunSchema, startRun } from '#lib/spikes/index.ts'
import { ListRunsQuery, SpikePath, StartRunInput } from '#lib/spikes/schemas.ts'

export const GET = defineRoute({
  summary: 'Runs of the tests of a spike, newest first',
  params: SpikePath,
  query: ListRunsQuery,
  response: runListSchema,
  handler: (ctx, { params, query }) => listRuns(ctx, params, query),
})

export const POST = defineRoute({
  summary: 'Run a test of a spike on its stage',
  params: SpikePath,
  body: StartRunInput,
  status: 202,
  response: startedRunSchema,
  handler: async (ctx, { params, body }) => {
    const run = await startRun(ctx, params, body)
    return toAccepted(`/api/v1/spikes/${params.spike}/runs/${run.number}`, run)
  },
})
