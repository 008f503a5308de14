import { defineRoute } from '#lib/next/define-route.ts'
import { createSpike, listSpikes, spikeListSchema, spikeSummarySchema } from '#lib/spikes/index.ts'
import { CreateSpikeInput, DecisionPath } from '#lib/spikes/schemas.ts'

export const GET = defineRoute({
  summary: 'Spikes that feed a decision',
  params: DecisionPath,
  response: spikeListSchema,
  handler: (ctx, { params }) => listSpikes(ctx, params),
})

export const POST = defineRoute({
  summary: 'Begin a spike for a decision',
  params: DecisionPath,
  body: CreateSpikeInput,
  status: 201,
  response: spikeSummarySchema,
  handler: async (ctx, { params, body }) =>
    Response.json(await createSpike(ctx, params, body), { status: 201 }),
})
