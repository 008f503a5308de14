import { defineRoute } from '#lib/next/define-route.ts'
import { getRun, runViewSchema } from '#lib/spikes/index.ts'
import { RunPath } from '#lib/spikes/schemas.ts'

export const GET = defineRoute({
  summary: 'A run of a test with every step and what it saw',
  params: RunPath,
  response: runViewSchema,
  handler: (ctx, { params }) => getRun(ctx, params),
})
