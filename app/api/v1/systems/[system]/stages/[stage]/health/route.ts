import { getStageHealth, stageHealthViewSchema } from '#lib/health/index.ts'
import { StageAddress, StageHealthQuery } from '#lib/health/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Health of a stage: probes with their newest results, history, outages and deployments',
  params: StageAddress,
  query: StageHealthQuery,
  response: stageHealthViewSchema,
  handler: (ctx, { params, query }) => getStageHealth(ctx, { ...params, ...query }),
})
