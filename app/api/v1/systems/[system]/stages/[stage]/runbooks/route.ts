import { defineRoute } from '#lib/next/define-route.ts'
import { getStageRunbooks, stageRunbooksSchema } from '#lib/runbooks/index.ts'
import { StagePath } from '#lib/runbooks/schemas.ts'

export const GET = defineRoute({
  summary: 'Runbooks of a stage, those that help now first, with live facts and runs',
  params: StagePath,
  response: stageRunbooksSchema,
  handler: (ctx, { params }) => getStageRunbooks(ctx, params),
})
