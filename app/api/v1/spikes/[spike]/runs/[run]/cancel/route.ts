import { defineRoute } from '#lib/next/define-route.ts'
import { cancelRun, runViewSchema } from '#lib/spikes/index.ts'
import { CancelRunInput, RunPath } from '#lib/spikes/schemas.ts'

export const POST = defineRoute({
  summary: 'End a run after the step under way; what puts things back is still done',
  params: RunPath,
  body: CancelRunInput,
  response: runViewSchema,
  handler: (ctx, { params }) => cancelRun(ctx, params),
})
