import { findJob, foundJobSchema } from '#lib/logs/index.ts'
import { FindJobPath, FindJobQuery } from '#lib/logs/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Where a background job was: its lines in every component',
  params: FindJobPath,
  query: FindJobQuery,
  response: foundJobSchema,
  handler: (ctx, { params, query, request }) => findJob(ctx, params, query, request.signal),
})
