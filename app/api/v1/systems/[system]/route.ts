import { getSystemOverview } from '#lib/board/index.ts'
import { systemOverviewSchema } from '#lib/board/schemas.ts'
import { SystemParams } from '#lib/catalog/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'A system: components, stages with their current state, and where it is described',
  params: SystemParams,
  response: systemOverviewSchema,
  handler: (ctx, { params }) => getSystemOverview(ctx, params),
})
