import { getStageOverview } from '#lib/board/index.ts'
import { stageOverviewSchema } from '#lib/board/schemas.ts'
import { StageParams } from '#lib/catalog/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'A stage with its current state',
  params: StageParams,
  response: stageOverviewSchema,
  handler: (ctx, { params }) => getStageOverview(ctx, params),
})
