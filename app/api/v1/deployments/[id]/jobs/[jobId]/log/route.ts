import { jobLogSchema, readJobLog } from '#lib/deployments/index.ts'
import { JobLogPath, JobLogQuery } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Lines of a job’s log after a cursor',
  params: JobLogPath,
  query: JobLogQuery,
  response: jobLogSchema,
  handler: (ctx, { params, query }) => readJobLog(ctx, params, query),
})
