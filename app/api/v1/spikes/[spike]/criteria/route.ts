import { defineRoute } from '#lib/next/define-route.ts'
import { criteriaNowSchema, getCriteriaNow } from '#lib/spikes/index.ts'
import { SpikePath } from '#lib/spikes/schemas.ts'

export const GET = defineRoute({
  summary: 'What the bound criteria of a spike say right now',
  params: SpikePath,
  response: criteriaNowSchema,
  handler: (ctx, { params, request }) => getCriteriaNow(ctx, params, request.signal),
})
