import { defineRoute } from '#lib/next/define-route.ts'
import { overrideAbort, spikeViewSchema } from '#lib/spikes/index.ts'
import { OverrideAbortInput, SpikePath } from '#lib/spikes/schemas.ts'

export const POST = defineRoute({
  summary: 'Go on with a spike although an abort criterion fired',
  params: SpikePath,
  body: OverrideAbortInput,
  response: spikeViewSchema,
  handler: (ctx, { params, body }) => overrideAbort(ctx, params, body),
})
