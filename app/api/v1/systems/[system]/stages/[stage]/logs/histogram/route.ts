import { getLogHistogram, logHistogramSchema } from '#lib/logs/index.ts'
import { LogHistogramQuery, StagePath } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'How many log lines of each level came when, with the deployments between them',
  params: StagePath,
  query: LogHistogramQuery,
  response: logHistogramSchema,
  handler: (ctx, { params, query }) => getLogHistogram(ctx, params, query),
})
