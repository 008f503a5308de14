import { logPageSchema, readLogs } from '#lib/logs/index.ts'
import { ReadLogsQuery, StagePath } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Log lines of a stage from all its sources, newest first',
  params: StagePath,
  query: ReadLogsQuery,
  response: logPageSchema,
  handler: (ctx, { params, query, request }) => readLogs(ctx, params, query, request.signal),
})
