import { defineRoute } from '#lib/next/define-route.ts'
import { changeSpike, getSpike, spikeViewSchema } from '#lib/spikes/index.ts'
import { ChangeSpikeInput, SpikePath } from '#lib/spikes/schemas.ts'

export const GET = defineRoute({
  summary: 'A spike: question, steps, criteria with their evidence, abort criteria, result, runs',
  params: SpikePath,
  response: spikeViewSchema,
  handler: (ctx, { params }) => getSpike(ctx, params),
})

export const PATCH = defineRoute({
  summary: 'Change where a spike stands, attest an item, or edit its text',
  params: SpikePath,
  body: ChangeSpikeInput,
  response: spikeViewSchema,
  handler: (ctx, { params, body }) => changeSpike(ctx, params, body),
})
