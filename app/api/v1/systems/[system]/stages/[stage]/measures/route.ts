import { getMeasures, measureListSchema } from '#lib/evidence/index.ts'
import { MeasureQuery, StagePath } from '#lib/evidence/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary:
    'What the portal measures of a stage, each with its age and source, or why it is unknown',
  params: StagePath,
  query: MeasureQuery,
  response: measureListSchema,
  handler: (ctx, { params, query, request }) => getMeasures(ctx, params, query, request.signal),
})
