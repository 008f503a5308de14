import { getLogContext, logContextSchema } from '#lib/logs/index.ts'
import { LogContextQuery, StagePath } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'A log line with the lines around it, whatever filter it was found by',
  params: StagePath,
  query: LogContextQuery,
  response: logContextSchema,
  handler: (ctx, { params, query, request }) => getLogContext(ctx, params, query, request.signal),
})
