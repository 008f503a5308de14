import { listRollbackTargets, rollbackTargetsSchema } from '#lib/deployments/index.ts'
import { StagePath } from '#lib/deployments/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const GET = defineRoute({
  summary: 'Versions that ran on a stage, and which of them to go back to',
  params: StagePath,
  response: rollbackTargetsSchema,
  handler: (ctx, { params }) => listRollbackTargets(ctx, params),
})
